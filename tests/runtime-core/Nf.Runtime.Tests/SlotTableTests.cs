using System;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Memory;

namespace Nf.Runtime.Tests;

/// <summary>Slots of host objects: places, handles, uses and refusals.</summary>
[TestClass]
public sealed class SlotTableTests
{
    private const int Pin = 1;
    private const int Device = 2;

    [TestMethod]
    public void TheVectorsHold()
    {
        using TestSlots slots = new(256, firstMissing: 1000);
        Assert.AreEqual(Status.OutOfRange, slots.Open(-1, Pin, 1, out SlotHandle none));
        Assert.AreEqual(Status.OutOfRange, slots.Open(257, Pin, 1, out _));
        Assert.AreEqual(Status.NotFound, slots.Open(0, Pin, 1000, out _));
        Assert.AreEqual(0, none.Value);
        Assert.AreEqual(0, slots.Table.Count);
        Assert.AreEqual(1, slots.Open(Pin, 1).Slot);
        for (int slot = 1; slot <= 256; slot++)
            Assert.AreEqual(slot, slots.Open(Pin, (ulong)slot, slot).Slot);
        Assert.AreEqual(Status.Full, slots.Open(0, Pin, 500, out _));
        SlotHandle old = slots.Open(Pin, 7);
        int number = slots.Number(old);
        Assert.AreEqual(Status.NotFound, slots.Open(7, Pin, 1000, out _));
        Assert.AreEqual(number, slots.Number(old));
        Assert.AreEqual(256, slots.Table.Count);
        Assert.IsEmpty(NumberedObject.Released);
    }

    [TestMethod]
    public void OneObjectInEverySlotByNumberGetsEachOfThem()
    {
        using TestSlots slots = new(256);
        for (int slot = 1; slot <= 256; slot++)
            Assert.AreEqual(slot, slots.Open(Pin, 9, slot).Slot);
        Assert.AreEqual(1, slots.Open(Pin, 9).Slot);
        Assert.AreEqual(256, slots.Source.Made);
    }

    [TestMethod]
    public void TheSameObjectHasTheSameHandleUntilItsLastUseEnds()
    {
        using TestSlots slots = new(4);
        SlotHandle first = slots.Open(Pin, 5);
        Assert.AreEqual(first.Value, slots.Open(Pin, 5).Value);
        Assert.AreNotEqual(first.Value, slots.Open(Device, 5).Value);
        Assert.AreNotEqual(first.Value, slots.Open(Pin, 5 | (1ul << 32)).Value);
        Assert.AreEqual(Status.Ok, slots.Table.TryGetUses(first, out int uses));
        Assert.AreEqual(2, uses);
        Assert.AreEqual(Status.Ok, slots.Table.Close(first));
        Assert.AreEqual(1, slots.Number(first));
        Assert.AreEqual(Status.Ok, slots.Table.Close(first));
        Assert.AreEqual(Status.HandleStale, slots.Table.Close(first));
        CollectionAssert.AreEqual(new[] { 1 }, NumberedObject.Released);
        Assert.AreNotEqual(first.Value, slots.Open(Pin, 5).Value);
    }

    [TestMethod]
    public void EachBadHandleIsRefusedForItsOwnReason()
    {
        using TestSlots slots = new(4, owner: 3);
        using TestSlots others = new(200, owner: 4);
        SlotHandle live = slots.Open(Pin, 5);
        SlotHandle closed = slots.Open(Pin, 6);
        Assert.AreEqual(Status.Ok, slots.Table.Close(closed));
        SlotHandle foreign = others.Open(Pin, 5);
        Assert.AreEqual(live.Slot, foreign.Slot);
        SlotHandle foreignAndFar = others.Open(Pin, 8, 200);
        Refused(Status.Empty, slots, 0);
        Refused(Status.OutOfRange, slots, -1);
        Refused(Status.OutOfRange, slots, int.MinValue | live.Value);
        Refused(Status.OutOfRange, slots, live.Value | 0x80);
        Refused(Status.Empty, slots, live.Value | 3);
        Refused(Status.HandleStale, slots, closed.Value);
        Refused(Status.HandleForeign, slots, foreign.Value);
        Refused(Status.HandleForeign, slots, foreignAndFar.Value);
        Refused(Status.HandleKindMismatch, slots, live.Value ^ (3 << 21));
        Assert.AreEqual(Status.HandleKindMismatch, slots.Table.TryGet(live, Device, out NumberedObject none));
        Assert.AreEqual(0, none.Number);
        Assert.AreEqual(Status.Ok, slots.Table.TryGet(live, Pin, out _));
    }

    private static void Refused(Status expected, TestSlots slots, int handle)
    {
        int count = slots.Table.Count;
        Assert.AreEqual(expected, slots.Table.TryGet(new SlotHandle(handle), 0, out _));
        Assert.AreEqual(expected, slots.Table.TryGetUses(new SlotHandle(handle), out _));
        Assert.AreEqual(expected, slots.Table.Close(new SlotHandle(handle)));
        Assert.AreEqual(count, slots.Table.Count);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(16)]
    public void AKindThatDoesNotExistIsABadParameter(int kind)
    {
        using TestSlots slots = new(4);
        Assert.AreEqual(Status.InvalidArgument, slots.Open(0, kind, 1, out _));
        Assert.AreEqual(0, slots.Source.Made);
    }

    [TestMethod]
    public void AnOverwrittenObjectIsReleasedAndItsHandlesAreStale()
    {
        using TestSlots slots = new(4);
        SlotHandle old = slots.Open(Pin, 5, 2);
        SlotHandle young = slots.Open(Device, 6, 2);
        Assert.AreEqual(2, young.Slot);
        Assert.AreEqual(Status.HandleStale, slots.Table.TryGet(old, 0, out _));
        CollectionAssert.AreEqual(new[] { 1 }, NumberedObject.Released);
        Assert.AreEqual(young.Value, slots.Open(Device, 6, 2).Value);
        Assert.AreEqual(2, slots.Number(young));
        Assert.AreEqual(1, slots.Table.Count);
    }

    [TestMethod]
    public void AFullTableRefusesBeforeAnObjectIsMade()
    {
        using TestSlots slots = new(2);
        slots.Open(Pin, 1);
        slots.Open(Pin, 2);
        Assert.AreEqual(Status.Full, slots.Open(0, Pin, 3, out _));
        Assert.AreEqual(2, slots.Source.Made);
    }

    [TestMethod]
    public void TheUnusedObjectWhoseLastUseEndedFirstIsEvicted()
    {
        using TestSlots slots = new(3, SlotPolicy.EvictUnused, firstMissing: 100);
        SlotHandle[] handles = [slots.Open(Pin, 1), slots.Open(Pin, 2), slots.Open(Pin, 3)];
        Assert.AreEqual(Status.Ok, slots.Table.Close(handles[1]));
        Assert.AreEqual(Status.Ok, slots.Table.Close(handles[0]));
        Assert.AreEqual(Status.HandleStale, slots.Table.TryGet(handles[0], 0, out _));
        // A hit makes the object used again, so that the other one is the oldest; a failure evicts nothing.
        Assert.AreEqual(handles[1].Value, slots.Open(Pin, 2).Value);
        Assert.AreEqual(Status.NotFound, slots.Open(0, Pin, 100, out _));
        Assert.IsEmpty(NumberedObject.Released);
        SlotHandle young = slots.Open(Pin, 4);
        CollectionAssert.AreEqual(new[] { 1 }, NumberedObject.Released);
        Assert.AreEqual(handles[0].Slot, young.Slot);
        Assert.AreEqual(Status.HandleStale, slots.Table.TryGet(handles[0], 0, out _));
        Assert.AreEqual(Status.Full, slots.Open(0, Pin, 5, out _));
    }

    [TestMethod]
    public void AHandleIsStaleUntilTheGenerationsComeRound()
    {
        using TestSlots slots = new(1, owner: SlotHandle.OwnerMax);
        SlotHandle first = slots.Open(SlotHandle.KindMax, 1);
        Assert.AreEqual(1, first.Generation);
        SlotHandle handle = first;
        for (int i = 2; i <= SlotHandle.GenerationMax; i++)
        {
            Assert.AreEqual(Status.Ok, slots.Table.Close(handle));
            handle = slots.Open(SlotHandle.KindMax, 1);
            Assert.AreEqual(i, handle.Generation);
            Assert.IsGreaterThan(0, handle.Value);
            Assert.AreEqual(Status.HandleStale, slots.Table.TryGet(first, 0, out _));
        }
        Assert.AreEqual(Status.Ok, slots.Table.Close(handle));
        Assert.AreEqual(1, slots.Open(SlotHandle.KindMax, 1).Generation);
        Assert.AreEqual(SlotHandle.GenerationMax, NumberedObject.Released.Count);
    }

    [TestMethod]
    public void FreeSlotsAreTakenInTheOrderInWhichTheyBecameFree()
    {
        using TestSlots slots = new(3);
        SlotHandle handle = slots.Open(Pin, 1);
        Assert.AreEqual(Status.Ok, slots.Table.Close(handle));
        Assert.AreEqual(2, slots.Open(Pin, 1).Slot);
        Assert.AreEqual(3, slots.Open(Pin, 2).Slot);
        Assert.AreEqual(1, slots.Open(Pin, 3).Slot);
    }

    [TestMethod]
    public unsafe void TheGuestPaysForItsTableAndGetsItBackOnce()
    {
        int bytes = SlotTable<NumberedObject>.BytesFor(8);
        byte* memory = (byte*)NativeMemory.Alloc((nuint)bytes + 8);
        BudgetTracker budget = default;
        Span<byte> places = new(memory, bytes);
        Assert.AreEqual(Status.Ok, budget.SetLimit(CrateId.Guest, bytes - 1));
        Assert.AreEqual(Status.BudgetExceeded, Create(ref budget, places, 8, 1, out SlotTable<NumberedObject> table));
        Assert.AreEqual(0, table.Capacity);
        Assert.AreEqual(0, budget.Used(CrateId.Guest));
        Assert.AreEqual(Status.Ok, budget.SetLimit(CrateId.Guest, 2 * bytes));
        Assert.AreEqual(Status.InvalidArgument, Create(ref budget, places[..^1], 8, 1, out _));
        Assert.AreEqual(Status.InvalidArgument, Create(ref budget, new Span<byte>(memory + 4, bytes), 8, 1, out _));
        Assert.AreEqual(Status.InvalidArgument, Create(ref budget, places, 257, 1, out _));
        Assert.AreEqual(Status.InvalidArgument, Create(ref budget, places, -1, 1, out _));
        Assert.AreEqual(Status.InvalidArgument, Create(ref budget, places, 8, SlotHandle.OwnerMax + 1, out _));
        Assert.AreEqual(0, budget.Used(CrateId.Guest));
        Assert.AreEqual(Status.Ok, Create(ref budget, places, 8, 1, out table));
        Assert.AreEqual(bytes, budget.Used(CrateId.Guest));
        NumberedObject.Released.Clear();
        NumberedSource source = new();
        Assert.AreEqual(Status.Ok, table.Open(5, Pin, 1, ref source, out SlotHandle handle));
        table.Drop(ref budget);
        table.Drop(ref budget);
        Assert.AreEqual(0, budget.Used(CrateId.Guest));
        CollectionAssert.AreEqual(new[] { 1 }, NumberedObject.Released);
        Assert.AreNotEqual(Status.Ok, table.TryGet(handle, 0, out _));
        NativeMemory.Free(memory);
    }

    private static Status Create(ref BudgetTracker budget, Span<byte> memory, int capacity, int owner, out SlotTable<NumberedObject> table) =>
        SlotTable<NumberedObject>.Create(ref budget, memory, capacity, owner, SlotPolicy.Refuse, out table);

    [TestMethod]
    public void ATableWithoutPlacesRefusesEverything()
    {
        SlotTable<NumberedObject> table = default;
        NumberedSource source = new();
        Assert.AreEqual(Status.Full, table.Open(0, Pin, 1, ref source, out _));
        Assert.AreEqual(Status.OutOfRange, table.Open(1, Pin, 1, ref source, out _));
        Assert.AreEqual(Status.Empty, table.TryGet(default, 0, out _));
        Assert.AreEqual(Status.OutOfRange, table.TryGet(new SlotHandle(0x100), 0, out _));
        Assert.AreEqual(0, source.Made);
    }

    [TestMethod]
    public void ATableIsRestrictedBeforeItIsUsed()
    {
        using TestSlots slots = new(8);
        Assert.AreEqual(Status.InvalidArgument, slots.Table.Restrict(-1));
        Assert.AreEqual(Status.Ok, slots.Table.Restrict(100));
        Assert.AreEqual(8, slots.Table.Capacity);
        Assert.AreEqual(Status.Ok, slots.Table.Restrict(2));
        Assert.AreEqual(Status.OutOfRange, slots.Open(3, Pin, 1, out _));
        slots.Open(Pin, 1);
        SlotHandle second = slots.Open(Pin, 2);
        Assert.AreEqual(Status.Full, slots.Open(0, Pin, 3, out _));
        Assert.AreEqual(Status.Ok, slots.Table.Close(second));
        Assert.AreEqual(Status.Busy, slots.Table.Restrict(1));
        slots.Table.Drop(ref slots.Budget);
        Assert.AreEqual(0, slots.Budget.Used(CrateId.Guest));
    }
}
