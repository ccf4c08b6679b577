using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const short Readable = 1;
    private const short Writable = 4;

    // One more than the descriptor, so that 0 is none.
    private static int s_wakingDescriptor;
    private static short s_wakingEvents;

    /// <inheritdoc/>
    public static partial void WaitUntil(ulong uptimeNanoseconds)
    {
        ulong now = UptimeNanoseconds();
        if (now >= uptimeNanoseconds)
            return;
        // Seconds are 32 bits on a 32-bit system; who sleeps looks at the time anyway.
        ulong seconds = Math.Min((uptimeNanoseconds - now) / NanosecondsPerSecond, int.MaxValue);
        TimeSpecification time = new() { Seconds = (nint)seconds, Nanoseconds = (nint)((uptimeNanoseconds - now) % NanosecondsPerSecond) };
        PollDescriptor descriptor = new() { FileDescriptor = s_wakingDescriptor - 1, Events = s_wakingEvents };
        // A negative descriptor is passed over. A signal ends the sleep, as an interrupt would.
        _ = ppoll(&descriptor, 1, &time, null);
    }

    /// <summary>Says whose bytes end a sleep.</summary>
    /// <param name="descriptor">An open file; -1 for none.</param>
    /// <param name="alsoRoom">Whether room to write ends it, too.</param>
    internal static void WakeOn(int descriptor, bool alsoRoom)
    {
        s_wakingDescriptor = descriptor + 1;
        s_wakingEvents = (short)(alsoRoom ? Readable | Writable : Readable);
    }

    // Nobody tells a process why the one before it ended.
    private static partial ResetCause TakeHardwareCause() => ResetCause.Unknown;

    [DllImport("libc")]
    private static extern int ppoll(PollDescriptor* descriptors, nuint count, TimeSpecification* timeout, void* signals);

    /// <summary>struct pollfd.</summary>
    private struct PollDescriptor
    {
        public int FileDescriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
