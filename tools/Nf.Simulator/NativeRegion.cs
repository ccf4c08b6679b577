using System;
using System.Runtime.InteropServices;
using Nf.Errors;

namespace Nf.Simulator;

/// <summary>
/// Zeroed memory outside the collector's heap, aligned to a page, which never moves. A page of it costs nothing until it is touched,
/// so a region may be as large as the most that a guest could want.
/// </summary>
public sealed unsafe class NativeRegion : IDisposable
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;

    private byte* _start;

    /// <summary>Maps a region.</summary>
    /// <param name="bytes">Its size, 1 or more.</param>
    /// <exception cref="NfException">OutOfMemory when the system has no such range of addresses.</exception>
    public NativeRegion(uint bytes)
    {
        nint mapped = mmap(0, bytes, ReadWrite, PrivateAnonymousNoReserve, -1, 0);
        if (mapped == -1)
            throw new NfException(Status.OutOfMemory, $"The system gives no {bytes} bytes of memory.");
        _start = (byte*)mapped;
        Bytes = bytes;
    }

    /// <summary>Maps a region and fills it.</summary>
    /// <param name="bytes">What stands in it; empty gives a region of one zero byte.</param>
    public static NativeRegion Copy(ReadOnlySpan<byte> bytes)
    {
        NativeRegion region = new((uint)Math.Max(bytes.Length, 1));
        bytes.CopyTo(new Span<byte>(region._start, bytes.Length));
        return region;
    }

    /// <summary>The first byte.</summary>
    public byte* Start => _start;

    /// <summary>Size in bytes.</summary>
    public uint Bytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start != null)
            _ = munmap((nint)_start, Bytes);
        _start = null;
    }

    [DllImport("libc")]
    private static extern nint mmap(nint address, nuint bytes, int protection, int flags, int fileDescriptor, nint offset);

    [DllImport("libc")]
    private static extern int munmap(nint address, nuint bytes);
}
