using System;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Slots of host objects, with as many places as a table can have.</summary>
internal static unsafe class SlotSelfTests
{
    private const int Pin = 1;
    private const int Device = 2;
    private const ulong Missing = 1000;

    private struct Thing : ISlotObject
    {
        public ulong Key;

        public readonly void Release() => s_released++;
    }

    private struct Things : ISlotSource<Thing>
    {
        public readonly Status Create(int kind, ulong key, out Thing created)
        {
            created = default;
            created.Key = key;
            return key < Missing ? Status.Ok : Status.NotFound;
        }
    }

    private static int s_released;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("slots.vectors"u8, &Vectors, ref report);
        SelfTests.Run("slots.refusals"u8, &Refusals, ref report);
        SelfTests.Run("slots.eviction"u8, &Eviction, ref report);
        SelfTests.Run("slots.generations"u8, &Generations, ref report);
    }

    // The table is the guest's: memory and budget of the storage that guests of the other self-tests have.
    private static Status Take(int capacity, SlotPolicy policy, out ManagedMemory<GuestStorage> memory, out SlotTable<Thing> table)
    {
        table = default;
        s_released = 0;
        int bytes = SlotTable<Thing>.BytesFor(capacity);
        Status status = Allocation.Budget.SetLimit(CrateId.Guest, MemoryBlock<GuestStorage>.SizeBytes + bytes);
        if (status == Status.Ok) status = Allocation.AllocateMemory(CrateId.Guest, out memory, out _);
        else memory = default;
        scoped Span<byte> places = default;
        if (status == Status.Ok) status = memory.TryAllocate(bytes, sizeof(ulong), out places);
        return status == Status.Ok
            ? SlotTable<Thing>.Create(ref Allocation.Budget, places, capacity, 5, policy, out table)
            : status;
    }

    // How many objects were released, and that the budget is whole again, when a test gives its table back.
    private static void Drop(ref SlotTable<Thing> table, ref ManagedMemory<GuestStorage> memory, int released, ref Check check)
    {
        table.Drop(ref Allocation.Budget);
        memory.Dispose();
        check.Equal(released, s_released);
        check.Equal(0, Allocation.Budget.Used(CrateId.Guest));
    }

    public static void Vectors(ref Check check)
    {
        check.Equal(Status.Ok, Take(256, SlotPolicy.Refuse, out ManagedMemory<GuestStorage> memory, out SlotTable<Thing> table));
        Things things = default;
        check.Equal(Status.OutOfRange, table.Open(-1, Pin, 1, ref things, out _));
        check.Equal(Status.OutOfRange, table.Open(257, Pin, 1, ref things, out _));
        check.Equal(Status.NotFound, table.Open(0, Pin, Missing, ref things, out SlotHandle handle));
        check.Equal(0, handle.Value);
        check.Equal(0, table.Count);
        check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out handle));
        check.Equal(1, handle.Slot);
        for (int slot = 1; slot <= 256; slot++)
        {
            check.Equal(Status.Ok, table.Open(slot, Pin, (ulong)slot, ref things, out handle));
            check.Equal(slot, handle.Slot);
        }

        check.Equal(Status.Full, table.Open(0, Pin, 500, ref things, out _));
        check.Equal(Status.NotFound, table.Open(256, Pin, Missing, ref things, out _));
        check.Equal(Status.Ok, table.TryGet(handle, Pin, out Thing thing));
        check.Equal(256, (long)thing.Key);
        Drop(ref table, ref memory, 256, ref check);
    }

    public static void Refusals(ref Check check)
    {
        check.Equal(Status.Ok, Take(16, SlotPolicy.Refuse, out ManagedMemory<GuestStorage> memory, out SlotTable<Thing> table));
        Things things = default;
        check.Equal(Status.InvalidArgument, table.Open(0, 0, 1, ref things, out _));
        check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out SlotHandle live));
        check.Equal(Status.Ok, table.Open(0, Pin, 2, ref things, out SlotHandle closed));
        check.Equal(Status.Ok, table.Close(closed));
        check.Equal(Status.Empty, table.TryGet(default, 0, out _));
        check.Equal(Status.OutOfRange, table.TryGet(new SlotHandle(-3), 0, out _));
        check.Equal(Status.OutOfRange, table.TryGet(new SlotHandle(live.Value + 16), 0, out _));
        check.Equal(Status.Empty, table.TryGet(new SlotHandle(live.Value + 15), 0, out _));
        check.Equal(Status.HandleStale, table.TryGet(closed, 0, out _));
        check.Equal(Status.HandleStale, table.Close(closed));
        check.Equal(Status.HandleForeign, table.TryGet(new SlotHandle(live.Value ^ (1 << 30)), 0, out _));
        check.Equal(Status.HandleKindMismatch, table.TryGet(live, Device, out _));
        check.Equal(Status.Ok, table.TryGet(live, Pin, out _));
        Drop(ref table, ref memory, 2, ref check);
    }

    public static void Eviction(ref Check check)
    {
        check.Equal(Status.Ok, Take(2, SlotPolicy.EvictUnused, out ManagedMemory<GuestStorage> memory, out SlotTable<Thing> table));
        Things things = default;
        check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out SlotHandle first));
        check.Equal(Status.Ok, table.Open(0, Pin, 2, ref things, out SlotHandle second));
        check.Equal(Status.Full, table.Open(0, Pin, 3, ref things, out _));
        check.Equal(Status.Ok, table.Close(second));
        check.Equal(Status.Ok, table.Close(first));
        check.Equal(Status.Ok, table.Open(0, Pin, 2, ref things, out SlotHandle again));
        check.Equal(second.Value, again.Value);
        check.Equal(Status.NotFound, table.Open(0, Pin, Missing, ref things, out _));
        check.Equal(0, s_released);
        check.Equal(Status.Ok, table.Open(0, Device, 1, ref things, out SlotHandle young));
        check.Equal(first.Slot, young.Slot);
        check.Equal(1, s_released);
        check.Equal(Status.HandleStale, table.TryGet(first, 0, out _));
        Drop(ref table, ref memory, 3, ref check);
    }

    public static void Generations(ref Check check)
    {
        check.Equal(Status.Ok, Take(1, SlotPolicy.Refuse, out ManagedMemory<GuestStorage> memory, out SlotTable<Thing> table));
        Things things = default;
        check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out SlotHandle first));
        SlotHandle handle = first;
        for (int generation = 2; generation <= SlotHandle.GenerationMax; generation++)
        {
            check.Equal(Status.Ok, table.Close(handle));
            check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out handle));
            check.Equal(generation, handle.Generation);
            check.Equal(Status.HandleStale, table.TryGet(first, 0, out _));
        }

        check.Equal(Status.Ok, table.Close(handle));
        check.Equal(Status.Ok, table.Open(0, Pin, 1, ref things, out handle));
        check.Equal(first.Value, handle.Value);
        Drop(ref table, ref memory, SlotHandle.GenerationMax + 1, ref check);
    }
}
