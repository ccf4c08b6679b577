using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class GuestThread
{
    // As large as a page of any Linux, and as the frame that start-up code still takes for an overflow.
    private const int GuardBytes = 64 * 1024;

    private static byte* s_stack;
    private static int s_stackBytes;
    private static int s_usedBytesMax;

    /// <inheritdoc/>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes)
    {
        if (!IsValidStack(stackBytes))
            return Status.InvalidArgument;
        nuint mappedBytes = (nuint)GuardBytes + (nuint)stackBytes;
        Status status = MemoryMapping.TryMap(mappedBytes, out byte* start);
        if (status != Status.Ok)
            return status;
        status = MemoryMapping.Forbid(start, GuardBytes);
        s_stack = start + GuardBytes;
        s_stackBytes = stackBytes;
        if (status == Status.Ok)
            status = RunOnStack(function, argument);
        MeasureStack(out s_usedBytesMax, out _);
        s_stack = null;
        MemoryMapping.Unmap(start, mappedBytes);
        return status;
    }

    /// <inheritdoc/>
    public static partial void MeasureStack(out int usedBytes, out int stackBytes)
    {
        int unusedBytes = 0;
        if (s_stack != null)
        {
            while (unusedBytes < s_stackBytes && *(ulong*)(s_stack + unusedBytes) == 0)
                unusedBytes += sizeof(ulong);
        }

        int used = s_stack == null ? 0 : s_stackBytes - unusedBytes;
        usedBytes = used > s_usedBytesMax ? used : s_usedBytesMax;
        stackBytes = s_stackBytes;
    }

    private static Status RunOnStack(delegate* unmanaged<nint, void> function, nint argument)
    {
        ThreadAttributes attributes = default;
        if (pthread_attr_init(&attributes) != 0)
            return Status.OutOfMemory;
        Status status = pthread_attr_setstack(&attributes, s_stack, (nuint)s_stackBytes) == 0
            ? RunWith(&attributes, function, argument)
            : Status.InvalidArgument;
        _ = pthread_attr_destroy(&attributes);
        return status;
    }

    private static Status RunWith(ThreadAttributes* attributes, delegate* unmanaged<nint, void> function, nint argument)
    {
        // It lives on this stack, which stays until the thread has ended.
        Work work = new() { Function = function, Argument = argument };
        nuint thread;
        if (pthread_create(&thread, attributes, &Start, &work) != 0)
            return Status.OutOfMemory;
        return pthread_join(thread, null) == 0 ? Status.Ok : Status.InternalError;
    }

    /// <summary>The shape of function that pthread_create asks for.</summary>
    [UnmanagedCallersOnly]
    private static void* Start(void* argument)
    {
        nf_thread_init();
        Work* work = (Work*)argument;
        work->Function(work->Argument);
        return null;
    }

    [DllImport("nf_board")]
    private static extern void nf_thread_init();

    // In libc itself since glibc 2.34, and in musl.
    [DllImport("libc")]
    private static extern int pthread_attr_init(ThreadAttributes* attributes);

    [DllImport("libc")]
    private static extern int pthread_attr_destroy(ThreadAttributes* attributes);

    [DllImport("libc")]
    private static extern int pthread_attr_setstack(ThreadAttributes* attributes, byte* lowest, nuint bytes);

    [DllImport("libc")]
    private static extern int pthread_create(
        nuint* thread, ThreadAttributes* attributes, delegate* unmanaged<void*, void*> start, void* argument);

    [DllImport("libc")]
    private static extern int pthread_join(nuint thread, void** result);

    private struct Work
    {
        public delegate* unmanaged<nint, void> Function;
        public nint Argument;
    }

    /// <summary>pthread_attr_t, which only libc looks into: 36 bytes on 32-bit ARM, 56 on x64, 64 on arm64.</summary>
    [InlineArray(8)]
    private struct ThreadAttributes
    {
        private ulong _element;
    }
}
