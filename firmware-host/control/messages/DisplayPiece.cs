namespace Nf.FirmwareHost;

/// <summary>
/// What a display shows: row by row from the top, a byte for two pixels of 4 bits, the left one in the upper half; 0 is black.
/// </summary>
public struct DisplayPiece : IControlMessage
{
    /// <summary>The display's width in pixels.</summary>
    public ushort Width;

    /// <summary>Its height in pixels.</summary>
    public ushort Height;

    /// <summary>Where the first byte of the tail stands in the picture.</summary>
    public ushort Offset;

    /// <inheritdoc/>
    public static int Bytes => 6;

    /// <summary>The most bytes of the tail: the picture's bytes.</summary>
    public static int TailBytesMax => 256;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Width);
        fields.Number(ref Height);
        fields.Number(ref Offset);
    }
}
