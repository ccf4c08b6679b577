using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedRingTests
{
    private const int Capacity = 5;

    [TestMethod]
    public void BehavesAsAQueueThatIsNeverLongerThanItsMemory() => Operations.Check(steps =>
    {
        Queue<int> model = new();
        Span<int> memory = stackalloc int[Capacity];
        RingState state = default;
        for (int i = 0; i < steps.Length; i++)
        {
            (byte op, byte argument) = steps[i];
            BoundedRing<int> ring = new(memory, ref state);
            if (!Step(model, ring, op % 6, argument) || ring.Count != model.Count)
                return i;
            for (int index = 0; index < model.Count; index++)
            {
                if (ring.TryGet(index, out int value) != Status.Ok || value != model.ElementAt(index))
                    return i;
            }
            if (ring.TryGet(model.Count, out _) != Status.OutOfRange || ring.TryGet(-1, out _) != Status.OutOfRange)
                return i;
        }
        return -1;
    });

    private static bool Step(Queue<int> model, BoundedRing<int> ring, int op, int argument)
    {
        bool isFull = model.Count == Capacity;
        switch (op)
        {
            case 0 or 1:
                Status pushed = ring.TryPush(argument, out int rejected);
                if (isFull)
                    return pushed == Status.Full && rejected == argument;
                model.Enqueue(argument);
                return pushed == Status.Ok && rejected == 0;
            case 2:
                pushed = ring.PushOverwriting(argument, out int dropped);
                int oldest = isFull ? model.Dequeue() : 0;
                model.Enqueue(argument);
                return pushed == (isFull ? Status.Full : Status.Ok) && dropped == oldest;
            case 3 or 4:
                Status popped = ring.TryPop(out int value);
                if (model.Count == 0)
                    return popped == Status.Empty && value == 0;
                return popped == Status.Ok && value == model.Dequeue();
            default:
                if (argument % 10 == 0)
                {
                    ring.Clear();
                    model.Clear();
                }
                return ring.Capacity == Capacity;
        }
    }

    [TestMethod]
    public void ARingWithoutMemoryIsFullAndEmpty()
    {
        RingState state = default;
        BoundedRing<int> ring = new(default, ref state);
        Assert.AreEqual(Status.Full, ring.TryPush(3, out int rejected));
        Assert.AreEqual(3, rejected);
        Assert.AreEqual(Status.Full, ring.PushOverwriting(4, out int dropped));
        Assert.AreEqual(4, dropped);
        Assert.AreEqual(Status.Empty, ring.TryPop(out _));
    }

    [TestMethod]
    [DataRow(6, 0)]
    [DataRow(0, 6)]
    [DataRow(-1, 1)]
    [DataRow(1, -1)]
    public void AnImpossibleStateIsNotBelieved(int head, int count)
    {
        RingState state = new() { Head = head, Count = count };
        BoundedRing<int> ring = new(stackalloc int[Capacity], ref state);
        Assert.AreEqual(0, ring.Count);
        Assert.AreEqual(Status.Ok, ring.TryPush(1, out _));
    }
}
