namespace Nf.FirmwareHost;

/// <summary>What stands before a frame's payload (docs/PROTOCOL.md).</summary>
public struct FrameHeader
{
    /// <summary>Bytes on the wire.</summary>
    public const int Bytes = 14;

    /// <summary>The version of the protocol.</summary>
    public byte Version;

    /// <summary>What the frame is for.</summary>
    public FrameKind Kind;

    /// <summary>What the payload is.</summary>
    public MessageType Type;

    /// <summary>How the request went; Ok in requests and streams.</summary>
    public Status Status;

    /// <summary>The session that the target gave out; 0 in a hello.</summary>
    public uint Session;

    /// <summary>Counts the requests of a session from 1 on; streams have a count of their own.</summary>
    public uint Sequence;

    /// <summary>Bytes of the payload.</summary>
    public ushort PayloadBytes;

    /// <summary>The CRC-32 of a frame that was opened; not part of the header on the wire.</summary>
    public uint Check;

    /// <summary>Reads or writes the header.</summary>
    /// <param name="fields">At the header's first byte.</param>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Version);
        fields.Choice(ref Kind, FrameKind.Refusal);
        // An unknown type is answered, not dropped: the frame itself is whole.
        fields.Choice(ref Type, (MessageType)byte.MaxValue);
        fields.Number(ref Status);
        fields.Number(ref Session);
        fields.Number(ref Sequence);
        fields.Number(ref PayloadBytes);
    }
}
