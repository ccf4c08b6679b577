using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <inheritdoc/>
    public static partial CrashMemory* Crash => nf_crash_memory();

    /// <inheritdoc/>
    public static partial ulong UptimeNanoseconds() => nf_uptime_ns();

    /// <inheritdoc/>
    public static partial void Restart()
    {
        nf_crash_expect(ResetReason.Restart);
        nf_restart(RestartExitCode);
    }

    /// <summary>Writes down that the watchdog is about to reset the target.</summary>
    internal static void ExpectWatchdogReset() => nf_crash_expect(ResetReason.Watchdog);

    // The start-up code of every target; see boards/common/nf_board.h and nf_crash.h.
    [DllImport("nf_board")]
    private static extern CrashMemory* nf_crash_memory();

    [DllImport("nf_board")]
    private static extern void nf_crash_begin();

    [DllImport("nf_board")]
    private static extern void nf_crash_expect(ResetReason reason);

    [DllImport("nf_board")]
    private static extern ulong nf_uptime_ns();

    [DllImport("nf_board")]
    private static extern void nf_restart(int code);
}
