using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedBitSetTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(32)]
    [DataRow(45)]
    [DataRow(96)]
    public void BehavesAsASetOfNumbers(int capacity) => Operations.Check(steps =>
    {
        SortedSet<int> model = [];
        // What lies behind the capacity is not part of the set.
        uint[] words = new uint[4];
        words[3] = uint.MaxValue;
        if (capacity % 32 != 0)
            words[capacity / 32] = uint.MaxValue << capacity;
        BoundedBitSet set = new(words, capacity);
        for (int i = 0; i < steps.Length; i++)
        {
            int number = steps[i].Argument % (capacity + 2) - 1;
            bool isInside = number >= 0 && number < capacity;
            bool isRight;
            switch (steps[i].Op % 4)
            {
                case 0:
                    isRight = set.TryAdd(number) == (isInside ? Status.Ok : Status.OutOfRange);
                    if (isInside)
                        model.Add(number);
                    break;
                case 1:
                    Status expected = !isInside ? Status.OutOfRange : model.Remove(number) ? Status.Ok : Status.NotFound;
                    isRight = set.TryRemove(number) == expected;
                    break;
                case 2:
                    int smallest = Enumerable.Range(0, capacity + 1).First(n => !model.Contains(n));
                    bool fits = smallest < capacity;
                    isRight = set.TryAddSmallest(out int added) == (fits ? Status.Ok : Status.Full) && added == (fits ? smallest : -1);
                    if (fits)
                        model.Add(smallest);
                    break;
                default:
                    isRight = set.Contains(number) == model.Contains(number);
                    if (steps[i].Op > 250)
                    {
                        set.Clear();
                        model.Clear();
                    }
                    break;
            }
            List<int> listed = [];
            for (int n = set.Next(-1); n >= 0; n = set.Next(n + 1))
                listed.Add(n);
            if (!isRight || set.Count != model.Count || !listed.SequenceEqual(model))
                return i;
        }
        return -1;
    });

    [TestMethod]
    public void CapacityIsLimitedByTheMemory()
    {
        Assert.AreEqual(64, new BoundedBitSet(new uint[2], 1000).Capacity);
        Assert.AreEqual(0, new BoundedBitSet(new uint[2], -1).Capacity);
    }
}
