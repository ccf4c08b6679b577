namespace Nf.FirmwareHost;

/// <summary>The level of a pin.</summary>
public struct PinLevel : IControlMessage
{
    /// <summary>The pin's number.</summary>
    public byte Pin;

    /// <summary>Whether it is high: as a guest drives it, or as it comes from outside.</summary>
    public bool IsHigh;

    /// <inheritdoc/>
    public static int Bytes => 2;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Pin);
        fields.Truth(ref IsHigh);
    }
}
