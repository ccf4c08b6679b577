namespace Nf.Platform;

/// <summary>The target as a whole: its time, its restarts, and what it remembers of them. One program has one.</summary>
public static unsafe partial class BoardSystem
{
    /// <summary>Exit code of a process on Linux that wants to be started again; systemd: <c>RestartForceExitStatus=121</c>. No Status.</summary>
    public const int RestartExitCode = 121;

    /// <summary>Why the target started; Unknown before <see cref="Start"/>.</summary>
    public static ResetCause ResetCause { get; private set; }

    /// <summary>What outlives a reset. It never moves.</summary>
    public static partial CrashMemory* Crash { get; }

    /// <summary>Lets time run, counts the start, and finds out why it happened. To be called once, before all else.</summary>
    public static void Start()
    {
        Begin();
        ResetCause = Crash->CauseOf(TakeHardwareCause());
    }

    /// <summary>Time since <see cref="Start"/>, or since the process began. It never goes back. O(1), also in an interrupt.</summary>
    public static partial ulong UptimeNanoseconds();

    /// <summary>
    /// Sleeps until a time, or until an interrupt or bytes on the control line come; also when an interrupt has come since the last sleep.
    /// Who sleeps looks at the time afterwards.
    /// </summary>
    /// <param name="uptimeNanoseconds">The time; one that has passed returns at once.</param>
    public static partial void WaitUntil(ulong uptimeNanoseconds);

    /// <summary>
    /// Starts anew: resets a board; on Linux ends the process with <see cref="RestartExitCode"/>, so that whoever watches it starts it
    /// again. The next start finds <see cref="ResetCause.Software"/>. Does not return.
    /// </summary>
    public static partial void Restart();

    private static partial void Begin();

    /// <summary>What the hardware says of the last reset; it says so once.</summary>
    private static partial ResetCause TakeHardwareCause();
}
