using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedMapTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(16)]
    [DataRow(100)]
    public void BehavesAsADictionaryThatIsNeverLargerThanItsMemory(int capacity) => Operations.Check(steps =>
    {
        Dictionary<ushort, int> model = [];
        Span<MapEntry<ushort, int>> memory = new MapEntry<ushort, int>[capacity];
        int count = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            (byte op, byte argument) = steps[i];
            BoundedMap<ushort, int> map = new(memory, ref count);
            if (!Step(model, map, op, (ushort)(argument % (capacity + capacity / 2 + 2)), i) || !AreSame(model, map))
                return i;
        }
        return -1;
    });

    private static bool Step(Dictionary<ushort, int> model, BoundedMap<ushort, int> map, int op, ushort key, int value)
    {
        bool isThere = model.TryGetValue(key, out int old);
        switch (op % 5)
        {
            case 0 or 1 or 2:
                Status set = map.TrySet(key, value, out int rejected);
                if (!isThere && model.Count == map.Capacity)
                    return set == Status.Full && rejected == value;
                model[key] = value;
                return set == Status.Ok && rejected == 0;
            case 3:
                Status removed = map.TryRemove(key, out int gone);
                model.Remove(key);
                return removed == (isThere ? Status.Ok : Status.NotFound) && gone == old;
            default:
                if (op > 250)
                {
                    map.Clear();
                    model.Clear();
                    isThere = false;
                    old = 0;
                }
                return map.TryGet(key, out int value2) == (isThere ? Status.Ok : Status.NotFound) && value2 == old;
        }
    }

    private static bool AreSame(Dictionary<ushort, int> model, BoundedMap<ushort, int> map)
    {
        int seen = 0;
        foreach (ref readonly MapEntry<ushort, int> entry in map.Entries)
        {
            if (!entry.IsUsed)
                continue;
            seen++;
            if (!model.TryGetValue(entry.Key, out int value) || value != entry.Value)
                return false;
        }
        foreach ((ushort key, int value) in model)
        {
            if (map.TryGet(key, out int found) != Status.Ok || found != value || !map.Contains(key))
                return false;
        }
        return seen == model.Count && map.Count == model.Count;
    }

    [TestMethod]
    public void AMapWithoutMemoryIsFull()
    {
        int count = 0;
        BoundedMap<int, int> map = new(default, ref count);
        Assert.AreEqual(Status.Full, map.TrySet(1, 2, out int rejected));
        Assert.AreEqual(2, rejected);
        Assert.AreEqual(Status.NotFound, map.TryGet(1, out _));
        Assert.AreEqual(Status.NotFound, map.TryRemove(1, out _));
    }

    [TestMethod]
    public void ProbesStayShortAtThreeQuartersLoad()
    {
        // Consecutive keys are the usual ones (handles, pins, addresses); a weak hash would pile them up.
        const int capacity = 4096;
        MapEntry<uint, uint>[] memory = new MapEntry<uint, uint>[capacity];
        int count = 0;
        BoundedMap<uint, uint> map = new(memory, ref count);
        for (uint key = 0; key < capacity * 3 / 4; key++)
            Assert.AreEqual(Status.Ok, map.TrySet(key, key, out _));
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 2 * capacity; i++)
        {
            run = memory[i % capacity].IsUsed ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        Assert.IsLessThan(capacity / 16, longest);
    }

    [TestMethod]
    public void ADamagedTableCannotLoop()
    {
        int count = 0;
        MapEntry<int, int>[] memory = new MapEntry<int, int>[8];
        BoundedMap<int, int> map = new(memory, ref count);
        for (int key = 0; key < 8; key++)
            Assert.AreEqual(Status.Ok, map.TrySet(key, key, out _));
        foreach (ref MapEntry<int, int> entry in memory.AsSpan())
            entry.Tag = 0xFFFF_FFFF;
        Assert.AreEqual(Status.NotFound, map.TryGet(3, out _));
        Assert.AreEqual(Status.Full, map.TrySet(100, 1, out _));
    }
}
