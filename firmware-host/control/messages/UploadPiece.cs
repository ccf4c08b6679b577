namespace Nf.FirmwareHost;

/// <summary>A piece of the package.</summary>
public struct UploadPiece : IControlMessage
{
    /// <summary>Where its first byte stands in the package.</summary>
    public uint Offset;

    /// <inheritdoc/>
    public static int Bytes => 4;

    /// <summary>The most bytes of the tail: the bytes of the piece, 1 at least.</summary>
    public static int TailBytesMax => 256;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Offset);
    }
}
