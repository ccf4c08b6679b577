using System;
using System.Diagnostics;

namespace Nf.Runtime.Tests;

/// <summary>Where the time goes while a guest of tests/guests/collector runs on this thread: it marks what begins and ends.</summary>
internal static class HostClock
{
    [ThreadStatic]
    private static long s_allocationBegan;

    [ThreadStatic]
    private static long s_hostBegan;

    [ThreadStatic]
    private static long s_host;

    /// <summary>Time in host functions without the guest's allocator, since <see cref="Start"/>.</summary>
    public static TimeSpan InHost => new(s_host * TimeSpan.TicksPerSecond / Stopwatch.Frequency);

    public static void Start() => s_host = 0;

    /// <summary>0 and 1: the allocator begins and ends; 2 and 3: a host function does.</summary>
    public static void Mark(int which)
    {
        long now = Stopwatch.GetTimestamp();
        if (which == 0) s_allocationBegan = now;
        // What the guest allocates for itself lies outside host functions, and is taken away before they begin.
        else if (which == 1) s_hostBegan += now - s_allocationBegan;
        else if (which == 2) s_hostBegan = now;
        else s_host += now - s_hostBegan;
    }
}
