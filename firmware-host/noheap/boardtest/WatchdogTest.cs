using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A watchdog that is fed lets the program run; one that isn't restarts the target, and the next start knows.</summary>
internal static unsafe class WatchdogTest
{
    private const uint TimeoutMilliseconds = 1_000;
    private const ulong Millisecond = 1_000_000;

    /// <summary>Feeds ten times, then no more.</summary>
    public static Status Run()
    {
        if (BoardSystem.Crash->Note.Boots > 1)
            return Status.Ok;
        BoardWatchdog watchdog = default;
        Status status = watchdog.Start(TimeoutMilliseconds);
        if (status != Status.Ok)
            return status;
        for (int i = 0; i < 10; i++)
        {
            Sleep(TimeoutMilliseconds / 2);
            watchdog.Feed();
        }
        Program.Say("fed"u8, (long)(BoardSystem.UptimeNanoseconds() / Millisecond), 0);
        Sleep(3 * TimeoutMilliseconds);
        Program.Say("alive"u8, (long)(BoardSystem.UptimeNanoseconds() / Millisecond), 0);
        return Status.TimedOut;
    }

    private static void Sleep(uint milliseconds)
    {
        ulong end = BoardSystem.UptimeNanoseconds() + (milliseconds * Millisecond);
        while (BoardSystem.UptimeNanoseconds() < end)
            BoardSystem.WaitUntil(end);
    }
}
