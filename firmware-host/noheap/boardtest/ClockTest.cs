using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Time goes on at the right rate, never back, also while interrupts are off; sleeps end when they should.</summary>
internal static class ClockTest
{
    private const ulong Millisecond = 1_000_000;

    /// <summary>Sleeps 0, 1, 10, 100 and 5,000 ms, and says of each how much later than that it ended, in microseconds.</summary>
    public static Status Run()
    {
        Sleep(0);
        Sleep(1);
        Sleep(10);
        Sleep(100);
        Sleep(5_000);
        Program.Say("backwards"u8, Backwards(), 0);
        return Status.Ok;
    }

    private static void Sleep(uint milliseconds)
    {
        ulong end = BoardSystem.UptimeNanoseconds() + (milliseconds * Millisecond);
        while (BoardSystem.UptimeNanoseconds() < end)
            BoardSystem.WaitUntil(end);
        Program.Say("slept"u8, milliseconds, (long)((BoardSystem.UptimeNanoseconds() - end) / 1000));
    }

    /// <summary>
    /// Looks at the time again and again, with interrupts held off for less than a round of the system timer, over the end of one.
    /// </summary>
    private static long Backwards()
    {
        long backwards = 0;
        for (int i = 0; i < 5; i++)
            backwards += BackwardsWithoutInterrupts(400 * Millisecond);
        return backwards;
    }

    private static long BackwardsWithoutInterrupts(ulong nanoseconds)
    {
        long backwards = 0;
        int unused = 0;
        ulong before = BoardSystem.UptimeNanoseconds(), end = before + nanoseconds;
        uint state = CriticalSection.Enter(ref unused);
        while (before < end)
        {
            ulong now = BoardSystem.UptimeNanoseconds();
            if (now < before)
                backwards++;
            before = now;
        }
        CriticalSection.Exit(ref unused, state);
        return backwards;
    }
}
