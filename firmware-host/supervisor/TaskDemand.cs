namespace Nf.FirmwareHost;

/// <summary>What a sporadic or periodic task may take of the processor at most. 24 bytes.</summary>
public struct TaskDemand
{
    /// <summary>The least time from one release to the next, in nanoseconds.</summary>
    public ulong PeriodNanoseconds;

    /// <summary>Time from a release to the end of its run, in nanoseconds; at most the period.</summary>
    public ulong DeadlineNanoseconds;

    /// <summary>The longest that one run takes, in nanoseconds.</summary>
    public ulong CostNanoseconds;
}
