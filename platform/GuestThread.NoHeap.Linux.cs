using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class GuestThread
{
    /// <inheritdoc/>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes)
    {
        if (!IsValidStack(stackBytes))
            return Status.InvalidArgument;
        ThreadAttributes attributes = default;
        if (pthread_attr_init(&attributes) != 0)
            return Status.OutOfMemory;
        Status status = RunWith(&attributes, function, argument, (nuint)stackBytes);
        _ = pthread_attr_destroy(&attributes);
        return status;
    }

    private static Status RunWith(ThreadAttributes* attributes, delegate* unmanaged<nint, void> function, nint argument, nuint stackBytes)
    {
        if (pthread_attr_setstacksize(attributes, stackBytes) != 0)
            return Status.InvalidArgument;
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
        Work* work = (Work*)argument;
        work->Function(work->Argument);
        return null;
    }

    // In libc itself since glibc 2.34, and in musl.
    [DllImport("libc")]
    private static extern int pthread_attr_init(ThreadAttributes* attributes);

    [DllImport("libc")]
    private static extern int pthread_attr_destroy(ThreadAttributes* attributes);

    [DllImport("libc")]
    private static extern int pthread_attr_setstacksize(ThreadAttributes* attributes, nuint bytes);

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
