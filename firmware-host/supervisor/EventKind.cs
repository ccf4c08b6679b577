namespace Nf.FirmwareHost;

/// <summary>What happened: the first argument of a guest's <c>nf_event</c>.</summary>
public enum EventKind : byte
{
    /// <summary>The level of a watched pin changed: its number, the level now.</summary>
    PinEdge = 1,

    /// <summary>The guest's timer ran out: 0, how often it did.</summary>
    Timer = 2,

    /// <summary>A message came over the control line: 0, its bytes.</summary>
    Message = 3,

    /// <summary>A topic that the guest reads has something new: the topic, messages that wait.</summary>
    Topic = 4,
}
