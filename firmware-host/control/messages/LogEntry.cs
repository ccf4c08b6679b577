namespace Nf.FirmwareHost;

/// <summary>A message of a guest.</summary>
public struct LogEntry : IControlMessage
{
    /// <summary>The guest's place.</summary>
    public byte Place;

    /// <summary>How much it matters.</summary>
    public LogLevel Level;

    /// <summary>Messages before it that were dropped for want of room, since the target started.</summary>
    public uint Lost;

    /// <summary>When it was written.</summary>
    public ulong UptimeNanoseconds;

    /// <inheritdoc/>
    public static int Bytes => 14;

    /// <summary>The most bytes of the tail: the text in UTF-8.</summary>
    public static int TailBytesMax => 256;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Place);
        fields.Level(ref Level);
        fields.Number(ref Lost);
        fields.Number(ref UptimeNanoseconds);
    }
}
