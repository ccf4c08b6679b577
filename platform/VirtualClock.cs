namespace Nf.Platform;

/// <summary>The time that guests see: the number of the current tick times its length, the same on every board and in every run.</summary>
public struct VirtualClock : IClock
{
    private ulong _nowNanoseconds;

    /// <summary>Length of a tick in nanoseconds; 0 before <see cref="Initialize"/>.</summary>
    public ulong PeriodNanoseconds { get; private set; }

    /// <summary>Sets the length of a tick and goes back to tick 0.</summary>
    /// <param name="periodNanoseconds">1 or more.</param>
    /// <returns><see cref="Status.Ok"/>, or <see cref="Status.InvalidArgument"/> for 0.</returns>
    public Status Initialize(ulong periodNanoseconds)
    {
        if (periodNanoseconds == 0)
            return Status.InvalidArgument;
        PeriodNanoseconds = periodNanoseconds;
        _nowNanoseconds = 0;
        return Status.Ok;
    }

    /// <summary>Moves to the beginning of a tick. O(1).</summary>
    /// <param name="tick">The tick; the first is 0.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/> for a tick that lies before the current one or without a period;
    /// <see cref="Status.OutOfRange"/> when its time does not fit 64 bits. The clock stands still on failure.
    /// </returns>
    public Status BeginTick(ulong tick)
    {
        if (PeriodNanoseconds == 0)
            return Status.InvalidArgument;
        if (tick > ulong.MaxValue / PeriodNanoseconds)
            return Status.OutOfRange;
        ulong now = tick * PeriodNanoseconds;
        if (now < _nowNanoseconds)
            return Status.InvalidArgument;
        _nowNanoseconds = now;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly ulong NowNanoseconds() => _nowNanoseconds;
}
