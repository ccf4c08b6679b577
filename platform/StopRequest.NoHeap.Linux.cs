using System.Runtime.InteropServices;
using System.Threading;

namespace Nf.Platform;

/// <summary>The signals of a process that stays: SIGTERM and SIGINT ask it to end, SIGHUP and SIGPIPE mean nothing to it.</summary>
public static unsafe class StopRequest
{
    // asm-generic/signal.h and sys/eventfd.h: the same numbers on x86-64, arm64 and arm.
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int BrokenPipe = 13;
    private const int Alarm = 14;
    private const int Terminate = 15;
    private const int Ignore = 1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExecute = 0x8_0000;
    private const int RealTime = 0;
    private const int GraceSeconds = 1;
    private const int AgainMicroseconds = 5_000;

    private static int s_isAsked;
    private static int s_waking;
    private static delegate*<void> s_hurry;

    /// <summary>Whether the process was asked to end. O(1).</summary>
    public static bool IsAsked => Volatile.Read(ref s_isAsked) != 0;

    /// <summary>Listens from now on, in all threads. A request ends a sleep.</summary>
    /// <param name="hurry">
    /// Called again and again from one second after the request on, as long as the process is there: at any moment, in any thread, as a
    /// signal handler.
    /// </param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.IoError"/>.</returns>
    public static Status Listen(delegate*<void> hurry)
    {
        s_hurry = hurry;
        s_waking = eventfd(0, NonBlocking | CloseOnExecute);
        if (s_waking < 0)
            return Status.IoError;
        WakeSet.Add(s_waking, alsoRoom: false);
        delegate* unmanaged<int, void> onRequest = &OnRequest, onAlarm = &OnAlarm;
        _ = signal(HangUp, (void*)Ignore);
        _ = signal(BrokenPipe, (void*)Ignore);
        _ = signal(Alarm, onAlarm);
        _ = signal(Terminate, onRequest);
        _ = signal(Interrupt, onRequest);
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static void OnRequest(int number)
    {
        int error = *__errno_location();
        if (Interlocked.Exchange(ref s_isAsked, 1) == 0)
        {
            AlarmTimes times = new() { EachMicroseconds = AgainMicroseconds, FirstSeconds = GraceSeconds };
            _ = setitimer(RealTime, &times, null);
        }
        // Between a look at the request and a sleep no signal gets lost: the file stays readable.
        ulong one = 1;
        _ = write(s_waking, &one, sizeof(ulong));
        *__errno_location() = error;
    }

    [UnmanagedCallersOnly]
    private static void OnAlarm(int number) => s_hurry();

    [DllImport("libc")]
    private static extern int eventfd(uint value, int flags);

    [DllImport("libc")]
    private static extern void* signal(int number, void* handler);

    [DllImport("libc")]
    private static extern int setitimer(int which, AlarmTimes* times, void* former);

    [DllImport("libc")]
    private static extern nint write(int file, void* data, nuint count);

    [DllImport("libc")]
    private static extern int* __errno_location();

    /// <summary>struct itimerval of glibc: four C longs, also on 32-bit ARM.</summary>
    private struct AlarmTimes
    {
        private nint _eachSeconds;
        public nint EachMicroseconds;
        public nint FirstSeconds;
        private nint _firstMicroseconds;
    }
}
