namespace Nf.FirmwareHost;

/// <summary>What a slot's header and the journal say about it; the package itself is not read. 44 bytes.</summary>
public struct SlotInfo
{
    /// <summary>What the slot holds.</summary>
    public SlotState State;

    /// <summary>The package's sequence number; 0 when there is none.</summary>
    public uint Sequence;

    /// <summary>Bytes of the package.</summary>
    public uint Bytes;

    /// <summary>SHA-256 of the package.</summary>
    public Digest Digest;
}
