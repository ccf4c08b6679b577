using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Memory.Tests;

namespace Nf.Runtime.Tests;

/// <summary>Random operations on a table of slots and on its model; every handle that was ever given is tried after each.</summary>
[TestClass]
public sealed class SlotTableModelTests
{
    private const ulong Missing = 24;

    private sealed record Given(SlotHandle Handle, int Slot, SlotModel.Entry Entry);

    [TestMethod]
    [DataRow(1, SlotPolicy.Refuse)]
    [DataRow(1, SlotPolicy.EvictUnused)]
    [DataRow(5, SlotPolicy.Refuse)]
    [DataRow(5, SlotPolicy.EvictUnused)]
    [DataRow(16, SlotPolicy.EvictUnused)]
    public void BehavesAsItsModel(int capacity, SlotPolicy policy) => Operations.Check(steps =>
    {
        using TestSlots slots = new(capacity, policy, firstMissing: Missing);
        SlotModel model = new(capacity, policy == SlotPolicy.EvictUnused, Missing);
        List<Given> given = [];
        for (int i = 0; i < steps.Length; i++)
        {
            if (!Step(slots, model, given, steps[i].Op, steps[i].Argument) || !AreSame(slots, model, given))
                return i;
        }
        return -1;
    });

    private static bool Step(TestSlots slots, SlotModel model, List<Given> given, byte op, byte argument)
    {
        switch (op % 8)
        {
            case < 4:
                return Open(slots, model, given, 0, argument);
            case 4:
                return Open(slots, model, given, (op / 8 % (slots.Table.Capacity + 2)) - (op > 250 ? 1 : 0), argument);
            default:
                return given.Count == 0 || Close(slots, model, given[argument % given.Count]);
        }
    }

    // A few keys more than exist, of two kinds.
    private static bool Open(TestSlots slots, SlotModel model, List<Given> given, int slot, byte argument)
    {
        int kind = 1 + (argument & 1);
        ulong key = (ulong)(argument >> 1) % (Missing + 4);
        Status expected = model.Open(slot, kind, key, out int place, out SlotModel.Entry? entry);
        if (slots.Open(slot, kind, key, out SlotHandle handle) != expected)
            return false;
        if (expected != Status.Ok)
            return handle.Value == 0;
        Given? former = given.Find(one => one.Entry == entry);
        if (former != null)
            return former.Handle.Value == handle.Value;
        if (given.Exists(one => one.Handle.Value == handle.Value))
            return false;
        given.Add(new Given(handle, place, entry!));
        return handle.Value > 0 && handle.Slot == place && handle.Kind == kind;
    }

    private static bool Close(TestSlots slots, SlotModel model, Given one)
    {
        bool isGood = model.IsGood(one.Slot, one.Entry);
        if (isGood)
            model.Close(one.Slot);
        return slots.Table.Close(one.Handle) == (isGood ? Status.Ok : Status.HandleStale);
    }

    private static bool AreSame(TestSlots slots, SlotModel model, List<Given> given) =>
        slots.Table.Count == model.Count
        && slots.Source.Made == model.Made
        && NumberedObject.Released.SequenceEqual(model.Released)
        && given.TrueForAll(one => IsSame(slots, model, one));

    private static bool IsSame(TestSlots slots, SlotModel model, Given one)
    {
        Status status = slots.Table.TryGet(one.Handle, one.Entry.Kind, out NumberedObject found);
        _ = slots.Table.TryGetUses(one.Handle, out int uses);
        return model.IsGood(one.Slot, one.Entry)
            ? status == Status.Ok && found.Number == one.Entry.Number && uses == one.Entry.Uses
            : status == Status.HandleStale && found.Number == 0 && uses == 0;
    }
}
