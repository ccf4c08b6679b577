using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nf.Memory;

namespace Nf.Bench;

/// <summary>
/// How long each single allocation and each single freeing takes in an arena that a seeded random sequence fills, fragments and
/// empties. The same sequence on every board. About 9 KB: belongs into static memory.
/// </summary>
public struct AllocatorLatency
{
    private const int SlotCount = 48;
    private const int SmallestBytes = 1;
    private const int LargestBytes = 512;
    private const int AlignmentBitsMax = 6;
    private const int CalibrationRounds = 16;

    private Slots _slots;
    private LatencyHistogram _allocate;
    private LatencyHistogram _free;

    /// <summary>Allocations that succeeded.</summary>
    [UnscopedRef]
    public readonly ref readonly LatencyHistogram Allocate => ref _allocate;

    /// <summary>Freeings.</summary>
    [UnscopedRef]
    public readonly ref readonly LatencyHistogram Free => ref _free;

    /// <summary>Allocations that found no memory; not in the histogram.</summary>
    public int RefusalCount { get; private set; }

    /// <summary>
    /// Runs a sequence over an arena: each step picks a slot, and frees what stands in it or puts a block of random size and
    /// alignment there. Ends with an empty arena.
    /// </summary>
    /// <typeparam name="TCounter">What time is counted with.</typeparam>
    /// <param name="arena">An empty arena; of 8 to 16 KB, so that it runs full now and then.</param>
    /// <param name="seed">Names the sequence.</param>
    /// <param name="stepCount">Operations, 1 .. 65,535.</param>
    /// <returns><see cref="Status.Ok"/>, or what an operation returned that had to succeed.</returns>
    public Status Measure<TCounter>(Arena arena, uint seed, int stepCount)
        where TCounter : struct, IElapsedCounter
    {
        this = default;
        TCounter.Start();
        uint overhead = Overhead<TCounter>();
        Xorshift32 random = new(seed);
        Status status = Status.Ok;
        for (int step = 0; step < stepCount && status == Status.Ok; step++)
        {
            ref Slot slot = ref _slots[(int)random.Below(SlotCount)];
            status = slot.Bytes == 0
                ? Fill<TCounter>(arena, ref slot, ref random, overhead)
                : Empty<TCounter>(arena, ref slot, overhead);
        }
        for (int i = 0; i < SlotCount && status == Status.Ok; i++)
        {
            if (_slots[i].Bytes != 0)
                status = Empty<TCounter>(arena, ref _slots[i], overhead);
        }
        return status == Status.Ok && arena.UsedBytes != 0 ? Status.InternalError : status;
    }

    private unsafe Status Fill<TCounter>(Arena arena, ref Slot slot, ref Xorshift32 random, uint overhead)
        where TCounter : struct, IElapsedCounter
    {
        int bytes = SmallestBytes + (int)random.Below(LargestBytes - SmallestBytes + 1);
        int alignment = 1 << (int)random.Below(AlignmentBitsMax + 1);
        uint begin = TCounter.Now;
        Status status = arena.TryAllocate(bytes, alignment, out byte* pointer);
        uint end = TCounter.Now;
        if (status == Status.OutOfMemory)
        {
            RefusalCount++;
            return Status.Ok;
        }
        if (status != Status.Ok)
            return status;
        slot.Pointer = pointer;
        slot.Bytes = bytes;
        return _allocate.Record(TCounter.Elapsed(begin, end) - overhead);
    }

    private unsafe Status Empty<TCounter>(Arena arena, ref Slot slot, uint overhead)
        where TCounter : struct, IElapsedCounter
    {
        Span<byte> span = new(slot.Pointer, slot.Bytes);
        uint begin = TCounter.Now;
        Status status = arena.Free(span);
        uint end = TCounter.Now;
        slot.Bytes = 0;
        return status == Status.Ok ? _free.Record(TCounter.Elapsed(begin, end) - overhead) : status;
    }

    // What reading the counter twice costs by itself.
    private static uint Overhead<TCounter>()
        where TCounter : struct, IElapsedCounter
    {
        uint lowest = uint.MaxValue;
        for (int i = 0; i < CalibrationRounds; i++)
        {
            uint begin = TCounter.Now;
            uint elapsed = TCounter.Elapsed(begin, TCounter.Now);
            if (elapsed < lowest)
                lowest = elapsed;
        }
        return lowest;
    }

    private unsafe struct Slot
    {
        public byte* Pointer;
        public int Bytes;
    }

    [InlineArray(SlotCount)]
    private struct Slots
    {
        private Slot _first;
    }
}
