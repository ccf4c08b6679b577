using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedSetTests
{
    [TestMethod]
    public void BehavesAsAHashSetThatIsNeverLargerThanItsMemory() => Operations.Check(steps =>
    {
        HashSet<long> model = [];
        MapEntry<long, NoValue>[] memory = new MapEntry<long, NoValue>[11];
        int count = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            BoundedSet<long> set = new(memory, ref count);
            long key = steps[i].Argument % 17 * 0x1_0000_0001L;
            bool isThere = model.Contains(key);
            Status expected;
            Status status;
            if (steps[i].Op % 3 < 2)
            {
                expected = isThere || model.Count < set.Capacity ? Status.Ok : Status.Full;
                status = set.TryAdd(key, out long rejected);
                if (rejected != (expected == Status.Ok ? 0 : key))
                    return i;
                if (expected == Status.Ok)
                    model.Add(key);
            }
            else
            {
                expected = isThere ? Status.Ok : Status.NotFound;
                status = set.TryRemove(key);
                model.Remove(key);
            }
            bool isSame = memory.Where(entry => entry.IsUsed).Select(entry => entry.Key).Order().SequenceEqual(model.Order());
            if (status != expected || set.Count != model.Count || !isSame || set.Contains(key) != model.Contains(key))
                return i;
        }
        return -1;
    });
}
