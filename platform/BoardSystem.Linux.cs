namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <inheritdoc/>
    public static partial void WaitUntil(ulong uptimeNanoseconds)
    {
        ulong now = UptimeNanoseconds();
        if (now >= uptimeNanoseconds)
            return;
        WakeSet.Wait(uptimeNanoseconds - now);
    }

    // Nobody tells a process why the one before it ended.
    private static partial ResetCause TakeHardwareCause() => ResetCause.Unknown;
}
