using System.Runtime.InteropServices;

namespace Nf.Chunker;

/// <summary>Processor time of the calling thread: what else the machine does meanwhile does not count.</summary>
internal static unsafe class ProcessorTime
{
    // clock_gettime(2)
    private const int ThreadClock = 3;

    /// <summary>Seconds since the thread began.</summary>
    public static double Seconds
    {
        get
        {
            Time time;
            _ = clock_gettime(ThreadClock, &time);
            return time.Seconds + time.Nanoseconds / 1e9;
        }
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, Time* time);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
