namespace Nf.FirmwareHost;

/// <summary>What a guest does.</summary>
public enum GuestState : byte
{
    /// <summary>There is no guest in the place.</summary>
    Empty = 0,

    /// <summary>It was stopped, or never started.</summary>
    Stopped = 1,

    /// <summary>It gets its turns.</summary>
    Running = 2,

    /// <summary>It failed and waits for its restart.</summary>
    BackingOff = 3,

    /// <summary>It failed too often and is not restarted.</summary>
    GivenUp = 4,

    /// <summary>It failed, and its outputs have their declared safe values.</summary>
    Safe = 5,
}
