using System;
using System.Runtime.InteropServices;

namespace Nf.Memory.Tests;

/// <summary>Native memory for an arena, with a band on both sides that nobody may touch.</summary>
internal sealed unsafe class NativeRegion : IDisposable
{
    private const int BandBytes = 4096;
    private const byte Band = 0x5C;

    private readonly byte* _memory;

    /// <summary>Memory at an address that is a multiple of 64 KiB plus <paramref name="skew"/>, filled with junk.</summary>
    public NativeRegion(int bytes, int skew = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)skew, (uint)BandBytes);
        Bytes = bytes;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(bytes + 2 * BandBytes + (1 << 16)), 1 << 16);
        Start = _memory + (1 << 16) + skew;
        new Span<byte>(Start - BandBytes, BandBytes).Fill(Band);
        new Span<byte>(Start, bytes).Fill(0xE1);
        new Span<byte>(Start + bytes, BandBytes).Fill(Band);
    }

    public byte* Start { get; }

    public int Bytes { get; }

    /// <summary>Whether nobody wrote outside the region.</summary>
    public bool BandsAreIntact =>
        new ReadOnlySpan<byte>(Start - BandBytes, BandBytes).IndexOfAnyExcept(Band) < 0
        && new ReadOnlySpan<byte>(Start + Bytes, BandBytes).IndexOfAnyExcept(Band) < 0;

    public Arena CreateArena()
    {
        Status status = Arena.Create(Start, Bytes, out Arena arena);
        return status == Status.Ok ? arena : throw new InvalidOperationException(status.ToString());
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
