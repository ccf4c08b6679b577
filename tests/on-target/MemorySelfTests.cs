using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.OnTarget;

/// <summary>Arenas, budgets and ownership.</summary>
internal static unsafe class MemorySelfTests
{
    private const int Slots = 24;

    [StructLayout(LayoutKind.Sequential, Size = 4096)]
    private struct Storage4K
    {
    }

    [InlineArray(Slots)]
    private struct Pointers
    {
        private nint _first;
    }

    [InlineArray(Slots)]
    private struct Lengths
    {
        private int _first;
    }

    private static Status Take(out ManagedMemory<Storage4K> memory)
    {
        Allocation.Budget.SetLimit(CrateId.Memory, 8192);
        return Allocation.AllocateMemory(CrateId.Memory, out memory, out _);
    }

    /// <summary>Random allocate and free: the fill pattern of each block survives, and everything comes back.</summary>
    public static void ArenaStress(ref Check check)
    {
        check.Equal(Status.Ok, Take(out ManagedMemory<Storage4K> memory));
        using ManagedMemory<Storage4K> scope = memory;
        Arena arena = memory.Arena;
        Pointers pointers = default;
        Lengths lengths = default;
        Random64 random = new(0x6E66);
        for (int step = 0; step < 2000; step++)
        {
            int i = random.Below(Slots);
            if (pointers[i] == 0)
            {
                int length = 1 + random.Below(200);
                if (arena.TryAllocate(length, 8 << random.Below(4), out Span<byte> span) != Status.Ok) continue;
                span.Fill((byte)i);
                pointers[i] = (nint)Unsafe.AsPointer(ref span[0]);
                lengths[i] = length;
                continue;
            }

            Span<byte> held = new((void*)pointers[i], lengths[i]);
            for (int k = 0; k < held.Length; k++) check.Equal(i, held[k]);
            check.Equal(Status.Ok, arena.Free(held));
            pointers[i] = 0;
        }

        check.Equal(Status.Ok, arena.Check());
        for (int i = 0; i < Slots; i++)
        {
            if (pointers[i] != 0) check.Equal(Status.Ok, arena.Release((byte*)pointers[i]));
        }

        check.Equal(0, arena.UsedBytes);
        check.Equal(Status.Ok, arena.Check());
    }

    public static void ArenaMisuse(ref Check check)
    {
        check.Equal(Status.Ok, Take(out ManagedMemory<Storage4K> memory));
        using ManagedMemory<Storage4K> scope = memory;
        check.Equal(Status.Ok, memory.TryAllocate(40, 8, out Span<byte> first));
        check.Equal(Status.Ok, memory.TryAllocate(24, 8, out Span<byte> second));
        check.Equal(Status.ForeignSpan, memory.Free(first.Slice(8)));
        check.Equal(Status.ForeignSpan, memory.Free(first.Slice(0, 39)));
        check.Equal(Status.Ok, memory.Free(first));
        check.Equal(Status.DoubleFree, memory.Free(first));
        byte* behind = (byte*)Unsafe.AsPointer(ref second[0]) + second.Length;
        *behind ^= 0x55;
        check.Equal(Status.Overrun, memory.Free(second));
        check.Equal(Status.OutOfMemory, memory.TryAllocate(4096, 8, out _));
        check.Equal(Status.Ok, memory.Seal());
        check.Equal(Status.ArenaSealed, memory.TryAllocate(8, 8, out _));
    }

    public static void BudgetAndOwnership(ref Check check)
    {
        Allocation.Budget.SetLimit(CrateId.Memory, 4095);
        check.Equal(Status.BudgetExceeded, Allocation.AllocateMemory(CrateId.Memory, out ManagedMemory<Storage4K> _, out Refusal refusal));
        check.Equal(4096, refusal.AskedBytes);
        check.Equal(4095, refusal.LeftBytes);
        check.Equal(Status.Ok, Take(out ManagedMemory<Storage4K> memory));
        check.Equal(4096, Allocation.Budget.Used(CrateId.Memory));
        check.Equal(Status.AlreadyTaken, Allocation.AllocateMemory(CrateId.Memory, out ManagedMemory<Storage4K> _, out _));
        ManagedMemory<Storage4K> copy = memory;
        memory.Dispose();
        copy.Dispose();
        check.Equal(0, Allocation.Budget.Used(CrateId.Memory));
    }
}
