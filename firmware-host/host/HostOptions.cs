using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What a firmware host is given beside its supervisor.</summary>
public unsafe struct HostOptions
{
    /// <summary>Where the store of the first place lies; those of the others follow, one behind the other.</summary>
    public StoreOptions Store;

    /// <summary>Whether there is a medium.</summary>
    public bool HasStore;

    /// <summary>The device's key, which every package needs a tag of; no bytes: none does.</summary>
    public byte* Key;

    /// <summary>Its length.</summary>
    public int KeyBytes;

    /// <summary>A package of the image for a place: its first byte and its length; null when there is none. Null: there are none.</summary>
    public delegate*<int, out int, byte*> Factory;

    /// <summary>The board's name; it stays where it is.</summary>
    public byte* BoardName;

    /// <summary>Its length.</summary>
    public int BoardNameBytes;

    /// <summary>Why the target started.</summary>
    public ResetCause ResetCause;

    /// <summary>Starts that are remembered, this one included.</summary>
    public uint Boots;

    /// <summary>Those of them that followed an end which nobody had asked for.</summary>
    public uint UncleanEnds;

    /// <summary>What was recorded of the last fault.</summary>
    public delegate*<out CrashRecord, Status> ReadCrash;
}
