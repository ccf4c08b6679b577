namespace Nf.FirmwareHost;

/// <summary>Asks for linear memory of a guest that is stopped.</summary>
public struct MemoryQuery : IControlMessage
{
    /// <summary>The guest's place.</summary>
    public byte Place;

    /// <summary>The first byte.</summary>
    public uint Address;

    /// <summary>Bytes, 1 to 256.</summary>
    public ushort Count;

    /// <inheritdoc/>
    public static int Bytes => 7;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Number(ref Address);
        fields.Number(ref Count);
    }
}
