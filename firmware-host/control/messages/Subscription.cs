namespace Nf.FirmwareHost;

/// <summary>What a session streams. Both are off when it begins.</summary>
public struct Subscription : IControlMessage
{
    /// <summary>Whether messages of guests are sent.</summary>
    public bool Logs;

    /// <summary>The least level of those that are.</summary>
    public LogLevel LevelMin;

    /// <summary>Time from one <see cref="GuestTelemetry"/> of a guest to the next; 0: none are sent.</summary>
    public uint TelemetryMilliseconds;

    /// <inheritdoc/>
    public static int Bytes => 6;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Truth(ref Logs);
        fields.Level(ref LevelMin);
        fields.Number(ref TelemetryMilliseconds);
    }
}
