namespace Nf.FirmwareHost;

/// <summary>The time of day.</summary>
public struct ClockTime : IControlMessage
{
    /// <summary>Nanoseconds since 1970-01-01T00:00Z without leap seconds; 0: never set.</summary>
    public ulong UnixNanoseconds;

    /// <inheritdoc/>
    public static int Bytes => 8;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref UnixNanoseconds);
    }
}
