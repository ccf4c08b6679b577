namespace Nf.FirmwareHost;

/// <summary>The module to run. 20 bytes.</summary>
public struct BootChoice
{
    /// <summary>Why it is this one.</summary>
    public BootReason Reason;

    /// <summary>Its slot, 0 or 1; -1 when there is none.</summary>
    public int Slot;

    /// <summary>Its sequence number; 0 when there is none.</summary>
    public uint Sequence;

    /// <summary>Bytes of its package.</summary>
    public uint Bytes;

    /// <summary>On trial: how often it may be booted after this time before it is given up.</summary>
    public int BootsLeft;
}
