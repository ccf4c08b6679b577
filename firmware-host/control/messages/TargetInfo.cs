using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What the target is.</summary>
public struct TargetInfo : IControlMessage
{
    /// <summary>The firmware's major version.</summary>
    public ushort Major;

    /// <summary>The firmware's minor version.</summary>
    public ushort Minor;

    /// <summary>The firmware's patch version.</summary>
    public ushort Patch;

    /// <summary>Places for guests, with or without one in it; numbered from 0.</summary>
    public byte Places;

    /// <summary>Why it started.</summary>
    public ResetCause Reset;

    /// <summary>Time since then.</summary>
    public ulong UptimeNanoseconds;

    /// <summary>The longest package that it can keep.</summary>
    public uint PackageBytesMax;

    /// <summary>Starts since power came on, this one included; on Linux, with this state folder.</summary>
    public uint Boots;

    /// <summary>Those of them that followed an end which nobody had asked for: a fault, the watchdog, a loss of power, a kill.</summary>
    public uint UncleanEnds;

    /// <inheritdoc/>
    public static int Bytes => 28;

    /// <summary>The most bytes of the tail: the board's name in ASCII.</summary>
    public static int TailBytesMax => 64;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Major);
        fields.Number(ref Minor);
        fields.Number(ref Patch);
        fields.Number(ref Places);
        fields.Choice(ref Reset, ResetCause.Fault);
        fields.Number(ref UptimeNanoseconds);
        fields.Number(ref PackageBytesMax);
        fields.Number(ref Boots);
        fields.Number(ref UncleanEnds);
    }
}
