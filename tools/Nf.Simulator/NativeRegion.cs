using System;
using Nf.Errors;
using Nf.Platform;

namespace Nf.Simulator;

/// <summary>
/// Zeroed memory outside the collector's heap, aligned to a page, which never moves. A page of it costs nothing until it is touched,
/// so a region may be as large as the most that a guest could want.
/// </summary>
public sealed unsafe class NativeRegion : IDisposable
{
    private readonly ulong _addresses;
    private byte* _start;

    /// <summary>Maps a region.</summary>
    /// <param name="bytes">Its size, 1 or more.</param>
    /// <exception cref="NfException">OutOfMemory when the system has no such range of addresses.</exception>
    public NativeRegion(uint bytes)
        : this(bytes, bytes, bytes)
    {
    }

    private NativeRegion(uint bytes, uint accessibleBytes, ulong addresses)
    {
        _addresses = addresses;
        Status status = MemoryMapping.TryReserve((nuint)addresses, out _start);
        if (status == Status.Ok && accessibleBytes != 0)
            status = MemoryMapping.Allow(_start, accessibleBytes);
        if (status != Status.Ok)
            throw new NfException(status, $"The system gives no {bytes} bytes of memory.");
        Bytes = bytes;
    }

    /// <summary>Takes the addresses of a region of which nothing is accessible yet (<see cref="MemoryMapping.Commit"/>).</summary>
    /// <param name="bytes">Its size, 1 or more.</param>
    /// <param name="addresses">How many addresses it takes, when those behind the region shall be nobody else's and fault.</param>
    public static NativeRegion Reserve(uint bytes, ulong addresses = 0) => new(bytes, 0, Math.Max(bytes, addresses));

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
            MemoryMapping.Unmap(_start, (nuint)_addresses);
        _start = null;
    }
}
