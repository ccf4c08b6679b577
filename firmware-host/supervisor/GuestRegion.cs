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
    private BudgetTracker* _budget;

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
    /// <param name="budget">Pays for what is taken, as <see cref="CrateId.Guest"/>; null: nothing does.</param>
    /// <returns>As <see cref="Arena.Create"/>.</returns>
    public Status Create(byte* start, int bytes, BudgetTracker* budget)
    {
        _budget = budget;
        Status status = Arena.Create(start, bytes, out _arena);
        if (status == Status.Ok) _arena.Seal();
        return status;
    }

    /// <summary>Takes memory that is not cleared. O(1).</summary>
    /// <returns>Ok, OutOfMemory or BudgetExceeded.</returns>
    public readonly Status Take(int bytes, out byte* pointer) => Take(bytes, Arena.Granularity, out pointer);

    /// <summary>Takes memory that is all zero, for a guest. O(bytes) on a board.</summary>
    /// <returns>Ok or OutOfMemory.</returns>
    public readonly Status TakeLinear(int bytes, out byte* pointer)
    {
        Status status = Take(bytes, LinearAlignment, out pointer);
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
        _ = _arena.SizeOf(pointer, out int bytes);
        _arena.Unseal();
        Status status = _arena.Release(pointer);
        // Joins it with its neighbours now: the next guest needs all in one piece.
        _ = _arena.LargestFreeBytes;
        _arena.Seal();
        if (status == Status.Ok && _budget != null) _ = _budget->Give(CrateId.Guest, bytes);
        pointer = null;
    }

    // Not inlined, as the other: with the allocator in it a copy costs a kilobyte of flash.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly Status Take(int bytes, int alignment, out byte* pointer)
    {
        _arena.Unseal();
        Status status = _arena.TryAllocate(bytes, alignment, out pointer);
        _arena.Seal();
        if (status != Status.Ok || _budget == null) return status;
        // What a block holds may be more than was asked for; it pays for all of it.
        _ = _arena.SizeOf(pointer, out int held);
        status = _budget->Take(CrateId.Guest, held);
        if (status == Status.Ok) return Status.Ok;
        _arena.Unseal();
        _ = _arena.Release(pointer);
        _arena.Seal();
        pointer = null;
        return status;
    }
}
