namespace Nf.FirmwareHost;

/// <summary>Asks for the level of a pin.</summary>
public struct PinQuery : IControlMessage
{
    /// <summary>The pin's number: 8 times the port, A being 0, and the number in the port.</summary>
    public byte Pin;

    /// <inheritdoc/>
    public static int Bytes => 1;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Pin);
    }
}
