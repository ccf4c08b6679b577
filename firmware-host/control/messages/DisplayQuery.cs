namespace Nf.FirmwareHost;

/// <summary>Asks for what a simulated display shows.</summary>
public struct DisplayQuery : IControlMessage
{
    /// <summary>The first byte of the picture.</summary>
    public ushort Offset;

    /// <summary>Bytes, 1 to 256; fewer are answered where the picture ends.</summary>
    public ushort Count;

    /// <inheritdoc/>
    public static int Bytes => 4;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Offset);
        fields.Number(ref Count);
    }
}
