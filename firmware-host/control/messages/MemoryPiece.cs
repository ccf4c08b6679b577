namespace Nf.FirmwareHost;

/// <summary>Linear memory of a guest.</summary>
public struct MemoryPiece : IControlMessage
{
    /// <summary>The first byte.</summary>
    public uint Address;

    /// <inheritdoc/>
    public static int Bytes => 4;

    /// <summary>The most bytes of the tail: the bytes.</summary>
    public static int TailBytesMax => 256;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Address);
    }
}
