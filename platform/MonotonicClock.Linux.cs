using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>CLOCK_MONOTONIC of Linux: for deadlines and measurements, not for what guests see.</summary>
public unsafe struct MonotonicClock : IClock
{
    private const int ClockMonotonic = 1;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <inheritdoc/>
    public readonly ulong NowNanoseconds()
    {
        TimeSpecification time = default;
        // It cannot fail: the clock exists on every Linux, and the address is good.
        _ = clock_gettime(ClockMonotonic, &time);
        return ((ulong)time.Seconds * NanosecondsPerSecond) + (ulong)time.Nanoseconds;
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, TimeSpecification* time);
}
