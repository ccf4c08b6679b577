using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    private static readonly ulong s_start = default(MonotonicClock).NowNanoseconds();

    // On .NET nothing outlives the process.
    private static readonly CrashMemory* s_crash = (CrashMemory*)NativeMemory.AllocZeroed((nuint)sizeof(CrashMemory));

    /// <inheritdoc/>
    public static partial CrashMemory* Crash => s_crash;

    /// <inheritdoc/>
    public static partial ulong UptimeNanoseconds() => default(MonotonicClock).NowNanoseconds() - s_start;

    /// <inheritdoc/>
    public static partial void Restart() => Environment.Exit(RestartExitCode);

    private static partial void Begin()
    {
    }
}
