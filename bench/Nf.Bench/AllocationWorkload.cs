using System;
using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.Bench;

/// <summary>
/// Allocating and freeing: one 64-byte pair after the other, and a mix of random sizes with 1,000 live blocks that go in random order.
/// </summary>
internal sealed unsafe class AllocationWorkload : IDisposable
{
    private const int PairBytes = 64;
    private const int LiveCount = 1_000;
    private const int StepCount = 16_384;
    private const int SmallestBytes = 16;
    private const int LargestBytes = 1_024;
    private const int Alignment = 8;

    private readonly MemoryBlock<Storage>* _block;
    private readonly Arena _arena;
    private readonly AllocationStep* _steps;
    private readonly Live* _live;
    private readonly void** _liveInCSharp;
    private readonly void** _liveInC;

    public AllocationWorkload()
    {
        _block = (MemoryBlock<Storage>*)NativeMemory.AllocZeroed((nuint)sizeof(MemoryBlock<Storage>));
        Bench.Require(_block->TryClaim(out _));
        _arena = _block->Arena;
        _steps = (AllocationStep*)NativeMemory.Alloc(StepCount, (nuint)sizeof(AllocationStep));
        _live = (Live*)NativeMemory.Alloc(LiveCount, (nuint)sizeof(Live));
        _liveInCSharp = (void**)NativeMemory.Alloc(LiveCount, (nuint)sizeof(void*));
        _liveInC = (void**)NativeMemory.Alloc(LiveCount, (nuint)sizeof(void*));
        Xorshift32 random = new(1);
        for (int i = 0; i < StepCount; i++)
            _steps[i] = new AllocationStep { Slot = (ushort)random.Below(LiveCount), Bytes = RandomBytes(ref random) };
        for (int i = 0; i < LiveCount; i++)
        {
            int bytes = RandomBytes(ref random);
            Bench.Require(_block->TryAllocate(bytes, Alignment, out Span<byte> span));
            _live[i] = new Live(span);
            _liveInCSharp[i] = NativeMemory.Alloc((nuint)bytes);
            _liveInC[i] = NativeMemory.Alloc((nuint)bytes);
        }
    }

    private static ushort RandomBytes(ref Xorshift32 random) => (ushort)(SmallestBytes + random.Below(LargestBytes - SmallestBytes + 1));

    public void BlockPair(int count)
    {
        Status status = Status.Ok;
        for (int i = 0; i < count; i++)
        {
            status |= _block->TryAllocate(PairBytes, Alignment, out Span<byte> span);
            status |= _block->Free(span);
        }
        Bench.Require(status);
    }

    public void ArenaPair(int count)
    {
        Status status = Status.Ok;
        for (int i = 0; i < count; i++)
        {
            status |= _arena.TryAllocate(PairBytes, Alignment, out Span<byte> span);
            status |= _arena.Free(span);
        }
        Bench.Require(status);
    }

    public static void NativeMemoryPair(int count)
    {
        for (int i = 0; i < count; i++)
            NativeMemory.Free(NativeMemory.Alloc(PairBytes));
    }

    public static void MallocPair(int count) => NativeBaseline.MallocPair(PairBytes, (uint)count);

    public void BlockMix(int count)
    {
        Status status = Status.Ok;
        for (int i = 0, next = 0; i < count; i++)
        {
            AllocationStep step = _steps[next];
            next = next + 1 == StepCount ? 0 : next + 1;
            Live* live = _live + step.Slot;
            status |= _block->Free(live->Span);
            status |= _block->TryAllocate(step.Bytes, Alignment, out Span<byte> span);
            *live = new Live(span);
        }
        Bench.Require(status);
    }

    public void NativeMemoryMix(int count)
    {
        for (int i = 0, next = 0; i < count; i++)
        {
            AllocationStep step = _steps[next];
            next = next + 1 == StepCount ? 0 : next + 1;
            void** live = _liveInCSharp + step.Slot;
            NativeMemory.Free(*live);
            *live = NativeMemory.Alloc(step.Bytes);
        }
    }

    public void MallocMix(int count) => NativeBaseline.MallocMix(_steps, StepCount, _liveInC, (uint)count);

    public void Dispose()
    {
        for (int i = 0; i < LiveCount; i++)
        {
            NativeMemory.Free(_liveInCSharp[i]);
            NativeMemory.Free(_liveInC[i]);
        }
        NativeMemory.Free(_liveInCSharp);
        NativeMemory.Free(_liveInC);
        NativeMemory.Free(_live);
        NativeMemory.Free(_steps);
        NativeMemory.Free(_block);
    }

    // A span, in memory that holds no managed references.
    private readonly struct Live
    {
        private readonly byte* _start;
        private readonly int _bytes;

        public Live(Span<byte> span)
        {
            _start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));
            _bytes = span.Length;
        }

        public Span<byte> Span => new(_start, _bytes);
    }

    [StructLayout(LayoutKind.Sequential, Size = 1 << 20)]
    private struct Storage;
}
