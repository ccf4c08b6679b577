using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedVecTests
{
    private const int Capacity = 9;

    [TestMethod]
    public void BehavesAsAListThatIsNeverLongerThanItsMemory() => Operations.Check(steps =>
    {
        List<int> model = [];
        Span<int> memory = stackalloc int[Capacity];
        int count = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            (byte op, byte argument) = steps[i];
            // A new view each time: nothing lives in the view.
            BoundedVec<int> vec = new(memory, ref count);
            if (!Step(model, vec, op % 8, argument) || vec.Count != model.Count || !vec.Items.SequenceEqual(model.ToArray()))
                return i;
        }
        return -1;
    });

    private static bool Step(List<int> model, BoundedVec<int> vec, int op, int argument)
    {
        int index = argument % (Capacity + 2) - 1;
        bool isInside = index >= 0 && index < model.Count;
        bool isFull = model.Count == Capacity;
        switch (op)
        {
            case 0 or 1 or 2:
                Status pushed = vec.TryPush(argument, out int rejected);
                if (isFull)
                    return pushed == Status.Full && rejected == argument;
                model.Add(argument);
                return pushed == Status.Ok && rejected == 0;
            case 3:
                Status popped = vec.TryPop(out int last);
                if (model.Count == 0)
                    return popped == Status.Empty && last == 0;
                bool isLast = last == model[^1];
                model.RemoveAt(model.Count - 1);
                return popped == Status.Ok && isLast;
            case 4:
                Status inserted = vec.TryInsert(index, argument, out rejected);
                if (index < 0 || index > model.Count)
                    return inserted == Status.OutOfRange && rejected == argument;
                if (isFull)
                    return inserted == Status.Full && rejected == argument;
                model.Insert(index, argument);
                return inserted == Status.Ok && rejected == 0;
            case 5:
                Status removed = vec.TryRemoveAt(index, out int value);
                if (!isInside)
                    return removed == Status.OutOfRange && value == 0;
                bool isRight = value == model[index];
                model.RemoveAt(index);
                return removed == Status.Ok && isRight;
            case 6:
                removed = vec.TrySwapRemove(index, out value);
                if (!isInside)
                    return removed == Status.OutOfRange && value == 0;
                isRight = value == model[index];
                model[index] = model[^1];
                model.RemoveAt(model.Count - 1);
                return removed == Status.Ok && isRight;
            default:
                if (argument % 10 == 0)
                {
                    vec.Clear();
                    model.Clear();
                }
                return vec.TryGet(index, out value) == (index >= 0 && index < model.Count ? Status.Ok : Status.OutOfRange);
        }
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(5)]
    [DataRow(int.MinValue)]
    public void AnImpossibleCountIsNotBelieved(int damaged)
    {
        int count = damaged;
        BoundedVec<byte> vec = new(stackalloc byte[4], ref count);
        Assert.AreEqual(0, vec.Count);
        Assert.AreEqual(Status.Empty, vec.TryPop(out _));
    }
}
