using System.Runtime.CompilerServices;
using Nf.Memory;

namespace Nf.FirmwareHost;

/// <summary>
/// The memory that all supervised guests share out: copies of packages, engine arenas, linear memories. What a guest took comes back whole
/// when it is unloaded, and joins with what lies beside it.
/// </summary>
/// <remarks>Guests find it sealed while they run: nothing is allocated then.</remarks>
public unsafe partial struct GuestRegion
{
    private Arena _arena;

    /// <summary>Bytes that can be shared out, the allocator's own words included.</summary>
    public readonly int CapacityBytes => _arena.CapacityBytes;

    /// <summary>Bytes that are shared out.</summary>
    public readonly int UsedBytes => _arena.UsedBytes;

    /// <summary>The most that was shared out at once.</summary>
    public readonly int PeakBytes => _arena.PeakBytes;

    /// <summary>What one guest could still get in one piece.</summary>
    public readonly int LargestFreeBytes => _arena.LargestFreeBytes;

    /// <summary>Whether everything but used blocks is free, and no block was overrun. O(blocks).</summary>
    public readonly Status Check() => _arena.Check();

    /// <summary>Takes a region over. What it holds is lost.</summary>
    /// <param name="start">The first byte, 8-byte aligned; it stays where it is.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>As <see cref="Arena.Create"/>.</returns>
    public Status Create(byte* start, int bytes)
    {
        Status status = Arena.Create(start, bytes, out _arena);
        if (status == Status.Ok) _arena.Seal();
        return status;
    }

    /// <summary>Takes memory that is not cleared. O(1).</summary>
    /// <returns>Ok or OutOfMemory.</returns>
    /// <remarks>Not inlined, like the others: with the allocator in it a copy costs a kilobyte of flash.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Status Take(int bytes, out byte* pointer)
    {
        _arena.Unseal();
        Status status = _arena.TryAllocate(bytes, Arena.Granularity, out pointer);
        _arena.Seal();
        return status;
    }

    /// <summary>Takes memory that is all zero, for a guest. O(bytes) on a board.</summary>
    /// <returns>Ok or OutOfMemory.</returns>
    public readonly Status TakeLinear(int bytes, out byte* pointer)
    {
        _arena.Unseal();
        Status status = _arena.TryAllocate(bytes, LinearAlignment, out pointer);
        _arena.Seal();
        if (status == Status.Ok) Zero(pointer, (uint)bytes);
        return status;
    }

    /// <summary>Makes linear memory that was taken all zero again. O(bytes) on a board.</summary>
    public readonly void ClearLinear(byte* pointer, uint bytes) => Zero(pointer, bytes);

    /// <summary>Gives memory back. O(1).</summary>
    /// <param name="pointer">What was taken, or null; null afterwards.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Give(ref byte* pointer)
    {
        if (pointer == null) return;
        _arena.Unseal();
        _ = _arena.Release(pointer);
        _arena.Seal();
        pointer = null;
    }
}
