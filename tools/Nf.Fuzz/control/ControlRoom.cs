using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>What each world gives a <see cref="ControlScene"/>: memory that stays where it is, and what its board allows.</summary>
public unsafe struct ControlRoom
{
    /// <summary>Bytes of a slot of the store: the packages are shorter.</summary>
    public const uint SlotBytes = 2048;

    /// <summary>Bytes of a page of the medium.</summary>
    public const uint PageBytes = 64;

    /// <summary>Bytes of <see cref="Medium"/>: two slots and a journal of 16 pages for each place.</summary>
    public const uint MediumBytes = ControlScene.Places * ((2 * SlotBytes) + (16 * PageBytes));

    /// <summary>The medium's content, <see cref="MediumBytes"/> long.</summary>
    public byte* Medium;

    /// <summary>Memory of the guests.</summary>
    public byte* Region;

    /// <summary>Its size.</summary>
    public int RegionBytes;

    /// <summary>What a guest may have at most.</summary>
    public InstanceLimits Limits;

    /// <summary>Native stack of a call in bytes.</summary>
    public uint NativeStackBytes;

    /// <summary>The package for a place: its first byte and its length.</summary>
    public delegate*<int, out int, byte*> Package;
}
