namespace Nf.FirmwareHost;

/// <summary>What happens to a simulated device at once, as an event of a scenario does.</summary>
public struct Stimulus : IControlMessage
{
    /// <summary>What happens: the number of a <see cref="Platform.ScenarioEventKind"/>.</summary>
    public byte Kind;

    /// <summary>An I2C address or a pin, as the kind says.</summary>
    public byte Target;

    /// <summary>As the kind says; a number below 0 in two's complement.</summary>
    public uint Value;

    /// <inheritdoc/>
    public static int Bytes => 6;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Kind);
        fields.Number(ref Target);
        fields.Number(ref Value);
    }
}
