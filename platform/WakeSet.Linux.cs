using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>What ends a sleep of <see cref="BoardSystem.WaitUntil"/> before its time: open files that have something. For one thread.</summary>
internal static unsafe class WakeSet
{
    // A control line, a metrics line, a request to stop, and each pin that is watched.
    private const int FilesMax = 4 + PinName.PinCount;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private static DescriptorArray s_files;
    private static int s_count;
    private static ulong s_sleepMax;

    /// <summary>Has a file end sleeps from now on, or says anew when it does. O(files).</summary>
    /// <param name="file">An open file.</param>
    /// <param name="alsoRoom">Whether room to write ends them, beside bytes to read.</param>
    public static void Add(int file, bool alsoRoom)
    {
        int index = Find(file);
        if (index == FilesMax)
            return;
        s_count = Math.Max(s_count, index + 1);
        s_files[index].FileDescriptor = file;
        s_files[index].Events = alsoRoom ? PollDescriptor.ReadableOrWritable : PollDescriptor.Readable;
    }

    /// <summary>Forgets a file, if it is in the set; to be called before it is closed. O(files).</summary>
    public static void Remove(int file)
    {
        int index = Find(file);
        if (index == s_count)
            return;
        s_count--;
        s_files[index] = s_files[s_count];
    }

    /// <summary>Says how long any sleep may be from now on: for whoever has to look by himself.</summary>
    /// <param name="nanoseconds">The time; 0: as long as one likes.</param>
    public static void LimitSleep(ulong nanoseconds) => s_sleepMax = nanoseconds;

    /// <summary>Sleeps; a signal ends the sleep, too, as an interrupt would.</summary>
    public static void Wait(ulong nanoseconds)
    {
        if (s_sleepMax != 0)
            nanoseconds = Math.Min(nanoseconds, s_sleepMax);
        // Seconds are 32 bits on a 32-bit system; who sleeps looks at the time anyway.
        ulong seconds = Math.Min(nanoseconds / NanosecondsPerSecond, int.MaxValue);
        TimeSpecification time = new() { Seconds = (nint)seconds, Nanoseconds = (nint)(nanoseconds % NanosecondsPerSecond) };
        fixed (DescriptorArray* files = &s_files)
            _ = ppoll((PollDescriptor*)files, (nuint)s_count, &time, null);
    }

    // Where it is, or where it would go.
    private static int Find(int file)
    {
        int index = 0;
        while (index < s_count && s_files[index].FileDescriptor != file)
            index++;
        return index;
    }

    [DllImport("libc")]
    private static extern int ppoll(PollDescriptor* descriptors, nuint count, TimeSpecification* timeout, void* signals);

    [InlineArray(FilesMax)]
    private struct DescriptorArray
    {
        private PollDescriptor _first;
    }
}
