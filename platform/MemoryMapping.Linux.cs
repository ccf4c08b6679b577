using System;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>Memory straight from Linux: whole pages, zero, and without cost until they are touched.</summary>
public static unsafe class MemoryMapping
{
    // linux/mman.h: the same numbers on x86-64, arm64 and arm.
    private const int NoAccess = 0;
    private const int ReadWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x02 | 0x20;
    private const int NoReserve = 0x4000;
    private const int DoNotNeed = 4;
    private const int PageSizeName = 30; // _SC_PAGESIZE

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

    /// <summary>
    /// Takes a range of addresses without memory behind it: every access faults until <see cref="Allow"/>. One system call.
    /// </summary>
    /// <param name="bytes">Its size; rounded up to whole pages.</param>
    /// <param name="start">Its first byte, page aligned.</param>
    /// <returns>Ok, or OutOfMemory when there is no such range.</returns>
    public static Status TryReserve(nuint bytes, out byte* start)
    {
        nint address = mmap(0, bytes, NoAccess, PrivateAnonymous | NoReserve, -1, 0);
        start = address == -1 ? null : (byte*)address;
        return address == -1 ? Status.OutOfMemory : Status.Ok;
    }

    /// <summary>
    /// Makes the first bytes of a reserved range accessible, zero where they were not before: what <c>InstanceOptions.Commit</c> asks for.
    /// One system call.
    /// </summary>
    /// <returns>Ok, or OutOfMemory when the system gives no more, as a number.</returns>
    [UnmanagedCallersOnly]
    public static int Commit(byte* start, uint bytes) => (int)Allow(start, bytes);

    /// <summary>The same for C#.</summary>
    public static Status Allow(byte* start, nuint bytes) => mprotect(start, bytes, ReadWrite) == 0 ? Status.Ok : Status.OutOfMemory;

    /// <summary>
    /// Makes bytes zero, whole pages by giving them back to the system: what <c>InstanceOptions.Discard</c> asks for. One system call,
    /// and clearing what is left of the first page. Bytes behind the last one, up to the end of its page, are lost, too.
    /// </summary>
    [UnmanagedCallersOnly]
    public static void Discard(byte* start, uint bytes)
    {
        nuint page = (nuint)sysconf(PageSizeName);
        uint partial = (uint)((0 - (nuint)start) & (page - 1));
        if (partial > bytes) partial = bytes;
        new Span<byte>(start, (int)partial).Clear();
        if (partial < bytes) _ = madvise(start + partial, bytes - partial, DoNotNeed);
    }

    /// <summary>
    /// Takes back what <see cref="Commit"/> gave: the pages are lost, and fault at every access. Two system calls.
    /// </summary>
    /// <param name="start">Page aligned, inside a reserved range.</param>
    /// <param name="bytes">Rounded up to whole pages.</param>
    [UnmanagedCallersOnly]
    public static void Return(byte* start, uint bytes)
    {
        if (bytes == 0) return;
        _ = madvise(start, bytes, DoNotNeed);
        _ = Forbid(start, bytes);
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

    [DllImport("libc")]
    private static extern int madvise(byte* address, nuint bytes, int advice);

    [DllImport("libc")]
    private static extern nint sysconf(int name);
}
