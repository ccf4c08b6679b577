namespace Nf.FirmwareHost;

/// <summary>What the target's end of the line counted since it started. Each wraps around at 2^32.</summary>
public struct ControlCounters : IControlMessage
{
    /// <summary>Whole frames.</summary>
    public uint Frames;

    /// <summary>Frames that were cut, too long, damaged or not in the form.</summary>
    public uint Damaged;

    /// <summary>Whole frames of another version.</summary>
    public uint OtherVersions;

    /// <summary>Whole frames that were no requests.</summary>
    public uint Unexpected;

    /// <summary>Requests of a session that is not the current one.</summary>
    public uint OtherSessions;

    /// <summary>Requests with a sequence number that is over, or too far ahead.</summary>
    public uint Replayed;

    /// <summary>Requests that came again; the answer was sent again, and nothing else done.</summary>
    public uint Repeated;

    /// <summary>Requests that were looked at and answered.</summary>
    public uint Executed;

    /// <summary>Stream frames made.</summary>
    public uint Streamed;

    /// <inheritdoc/>
    public static int Bytes => 36;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref Frames);
        fields.Number(ref Damaged);
        fields.Number(ref OtherVersions);
        fields.Number(ref Unexpected);
        fields.Number(ref OtherSessions);
        fields.Number(ref Replayed);
        fields.Number(ref Repeated);
        fields.Number(ref Executed);
        fields.Number(ref Streamed);
    }
}
