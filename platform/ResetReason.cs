namespace Nf.Platform;

/// <summary>What the program wrote down before a reset: <c>nf_reset_reason</c> of nf_crash.h.</summary>
internal enum ResetReason
{
    /// <summary>Nothing: the reset came from outside.</summary>
    None = 0,

    /// <summary>It asked for the reset.</summary>
    Restart = 1,

    /// <summary>It had a fault.</summary>
    Fault = 2,

    /// <summary>The watchdog ran out.</summary>
    Watchdog = 3,

    /// <summary>It was told to end: whoever starts it afterwards is as good as power that comes on.</summary>
    Stop = 4,
}
