using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>Memory straight from Linux: whole pages, zero, and without cost until they are touched.</summary>
public static unsafe class MemoryMapping
{
    // linux/mman.h: the same numbers on x86-64, arm64 and arm.
    private const int NoAccess = 0;
    private const int ReadWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    /// <summary>Maps memory. One system call.</summary>
    /// <param name="bytes">Its size; rounded up to whole pages.</param>
    /// <param name="start">Its first byte, page aligned.</param>
    /// <returns>Ok, or OutOfMemory when the system gives none.</returns>
    public static Status TryMap(nuint bytes, out byte* start)
    {
        nint address = mmap(0, bytes, ReadWrite, PrivateAnonymous, -1, 0);
        start = address == -1 ? null : (byte*)address;
        return address == -1 ? Status.OutOfMemory : Status.Ok;
    }

    /// <summary>Makes pages fault at every access. One system call.</summary>
    /// <param name="start">Page aligned, inside a mapping.</param>
    /// <param name="bytes">Whole pages.</param>
    /// <returns>Ok, or OutOfMemory when the system would have to split a mapping and can't.</returns>
    public static Status Forbid(byte* start, nuint bytes) => mprotect(start, bytes, NoAccess) == 0 ? Status.Ok : Status.OutOfMemory;

    /// <summary>Gives a whole mapping back. One system call.</summary>
    public static void Unmap(byte* start, nuint bytes) => _ = munmap(start, bytes);

    [DllImport("libc")]
    private static extern nint mmap(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(byte* address, nuint bytes, int protection);

    [DllImport("libc")]
    private static extern int munmap(byte* address, nuint bytes);
}
