namespace Nf.FirmwareHost;

/// <summary>Something that a guest is told of. 24 bytes.</summary>
public struct GuestEvent
{
    /// <summary>When it came, in nanoseconds since the start.</summary>
    public ulong AtNanoseconds;

    /// <summary>How much; see <see cref="EventKind"/>.</summary>
    public long Value;

    /// <summary>Where from; see <see cref="EventKind"/>.</summary>
    public int Source;

    /// <summary>What it was.</summary>
    public EventKind Kind;
}
