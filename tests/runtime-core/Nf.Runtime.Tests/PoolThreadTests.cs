using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A pool that several threads use: who waits, who is let in, and that the cap holds.</summary>
[TestClass]
public sealed class PoolThreadTests
{
    private const uint Forever = 60_000;

    /// <summary>The cap is changed up and down in the middle; every instance counts for itself who has it.</summary>
    [TestMethod]
    [DataRow(4, 2, 7)]
    [DataRow(1, 8, 2)]
    public void InUseNeverExceedsTheCap(int first, int second, int third)
    {
        const int threads = 16, rounds = 10, places = 8;
        using TestPool pool = new(places, TestPool.Settings(first) with { IdleMax = 3 });
        int[] holders = new int[places];
        // The largest cap that may hold for somebody who is inside: what is out when the cap falls stays out.
        int holding = 0, allowed = first, finished = 0;
        ConcurrentQueue<string> failures = [];
        using Barrier start = new(threads + 1);
        Thread[] running = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            for (int round = 0; round < rounds; round++)
            {
                Status status = pool.Pool.TryTake(Forever, out PoolLease lease, out _);
                if (status != Status.Ok)
                {
                    failures.Enqueue($"take: {status}");
                    return;
                }

                int before = Volatile.Read(ref allowed), now = Interlocked.Increment(ref holding);
                int most = Math.Max(before, Volatile.Read(ref allowed));
                if (now > most) failures.Enqueue($"{now} are inside, {most} may be");
                if (Interlocked.Increment(ref holders[lease.Place]) != 1) failures.Enqueue("an instance has two takers");
                if (pool.Call(lease, "count", ":i", out int count) != Status.Ok || count != 2) failures.Enqueue($"count {count}");
                if (round % 4 == 1) _ = pool.Call(lease, "trap", ":", out _);
                if (round % 4 == 2) _ = pool.Call(lease, "grow", "i:i", out _, 3);
                _ = Interlocked.Decrement(ref holders[lease.Place]);
                _ = Interlocked.Decrement(ref holding);
                status = pool.Pool.Give(lease);
                if (status != Status.Ok) failures.Enqueue($"give: {status}");
                _ = Interlocked.Increment(ref finished);
            }
        }))];
        foreach (Thread thread in running) thread.Start();
        start.SignalAndWait();
        Resize(pool, second, ref allowed, ref finished, threads * rounds / 3);
        Resize(pool, third, ref allowed, ref finished, threads * rounds * 2 / 3);
        foreach (Thread thread in running) thread.Join();

        Assert.AreEqual("", string.Join('\n', failures.Distinct()));
        PoolCounters counters = pool.Counters;
        Assert.AreEqual((0, 0, threads * rounds), (counters.InUse, counters.Waiting, finished));
        Assert.AreEqual((ulong)counters.Idle, counters.Created - counters.Closed);
        Assert.AreEqual((ulong)(threads * rounds), counters.Created + counters.Reused);
        Assert.AreEqual((ulong)(threads * 3), counters.Tainted);
        Assert.AreEqual((ulong)(threads * 2), counters.Recycled);
        Assert.AreEqual(0ul, counters.TimedOut);
        Assert.IsLessThanOrEqualTo(Math.Max(first, Math.Max(second, third)), counters.HighWater);
        Assert.IsLessThanOrEqualTo(3, counters.Idle);
    }

    // Up: more are allowed before the pool knows. Down: the pool lets nobody in any more above the new cap, and when in use has
    // come down to it, no more are allowed.
    private static void Resize(TestPool pool, int cap, ref int allowed, ref int finished, int after)
    {
        SpinWait wait = default;
        while (Volatile.Read(ref finished) < after) wait.SpinOnce();
        if (cap > allowed) Volatile.Write(ref allowed, cap);
        PoolSettings settings = pool.Pool.Settings;
        settings.Cap = cap;
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(in settings));
        while (pool.Counters.InUse > cap) wait.SpinOnce();
        Volatile.Write(ref allowed, cap);
    }

    [TestMethod]
    public void WaitersAreServedInOrder()
    {
        const int waiters = 6;
        using TestPool pool = new(1, TestPool.Settings(1));
        PoolLease held = pool.Take();
        ConcurrentQueue<int> served = [];
        Thread[] running = new Thread[waiters];
        for (int i = 0; i < waiters; i++)
        {
            int self = i;
            running[i] = new Thread(() =>
            {
                PoolLease lease = pool.Take(Forever);
                served.Enqueue(self);
                pool.Give(lease);
            });
            running[i].Start();
            WaitUntil(() => pool.Counters.Waiting == self + 1);
        }

        // Nobody overtakes who waits, not even for the instance that is given back at this moment.
        Assert.AreEqual(Status.Full, pool.TryTake());
        pool.Give(held);
        foreach (Thread thread in running) thread.Join();
        CollectionAssert.AreEqual(Enumerable.Range(0, waiters).ToArray(), served.ToArray());
        Assert.AreEqual((ulong)waiters, pool.Counters.Waits);
        Assert.AreEqual(1ul, pool.Counters.Created);
    }

    [TestMethod]
    public void WhoWaitsTooLongIsToldAndLeavesTheOthersAlone()
    {
        using TestPool pool = new(1, TestPool.Settings(1));
        PoolLease held = pool.Take();
        Status second = Status.InternalError;
        Thread first = new(() => pool.Give(pool.Take(Forever)));
        first.Start();
        WaitUntil(() => pool.Counters.Waiting == 1);
        Thread impatient = new(() => second = pool.TryTake(20));
        impatient.Start();
        WaitUntil(() => pool.Counters.Waits == 2);
        Thread last = new(() => pool.Give(pool.Take(Forever)));
        last.Start();
        impatient.Join();
        Assert.AreEqual(Status.TimedOut, second);
        WaitUntil(() => pool.Counters.Waiting == 2);
        pool.Give(held);
        first.Join();
        last.Join();
        Assert.AreEqual((0, 1ul, 3ul), (pool.Counters.Waiting, pool.Counters.TimedOut, pool.Counters.Waits));
    }

    [TestMethod]
    public void OnlySoManyMayWait()
    {
        using TestPool pool = new(1, TestPool.Settings(1) with { WaitersMax = 1 });
        PoolLease held = pool.Take();
        Thread waiter = new(() => pool.Give(pool.Take(Forever)));
        waiter.Start();
        WaitUntil(() => pool.Counters.Waiting == 1);
        Assert.AreEqual(Status.Full, pool.TryTake(Forever));
        pool.Give(held);
        waiter.Join();
    }

    [TestMethod]
    public void AHigherCapLetsWaitersIn()
    {
        using TestPool pool = new(3, TestPool.Settings(1));
        PoolLease held = pool.Take();
        using Barrier inside = new(3);
        Thread[] waiters = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            PoolLease lease = pool.Take(Forever);
            inside.SignalAndWait();
            pool.Give(lease);
        }))];
        foreach (Thread waiter in waiters) waiter.Start();
        WaitUntil(() => pool.Counters.Waiting == 2);
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(3)));
        inside.SignalAndWait();
        Assert.AreEqual(0, pool.Counters.Waiting);
        foreach (Thread waiter in waiters) waiter.Join();
        pool.Give(held);
        Assert.AreEqual(3, pool.Counters.HighWater);
    }

    /// <summary>An instance that comes back while more are out than the lowered cap allows is nobody's, not even a waiter's.</summary>
    [TestMethod]
    public void ALowerCapHoldsForWaitersToo()
    {
        using TestPool pool = new(2, TestPool.Settings(2));
        PoolLease first = pool.Take(), second = pool.Take();
        Thread waiter = new(() => pool.Give(pool.Take(Forever)));
        waiter.Start();
        WaitUntil(() => pool.Counters.Waiting == 1);
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(1)));
        pool.Give(first);
        Assert.AreEqual((1, 1), (pool.Counters.InUse, pool.Counters.Waiting));
        pool.Give(second);
        waiter.Join();
        Assert.AreEqual((0, 0), (pool.Counters.InUse, pool.Counters.Waiting));
    }

    /// <summary>Somebody who does not wait tries all the time, also between an instance's closing and the waiter's getting its place.</summary>
    [TestMethod]
    public void NobodyOvertakesAWaiter()
    {
        const int rounds = 200;
        using TestPool pool = new(1, TestPool.Settings(1));
        int waiting = 0, overtaken = 0, ended = 0;
        Thread hurried = new(() =>
        {
            while (Volatile.Read(ref ended) == 0)
            {
                if (Volatile.Read(ref waiting) == 0 || pool.Pool.TryTake(0, out PoolLease lease, out _) != Status.Ok) continue;
                // The waiter is served last in a round: while it waits, the place is its own.
                if (Volatile.Read(ref waiting) != 0) overtaken++;
                pool.Give(lease);
            }
        });
        hurried.Start();
        for (int round = 0; round < rounds; round++)
        {
            PoolLease held = pool.Take(Forever);
            Thread waiter = new(() =>
            {
                PoolLease lease = pool.Take(Forever);
                Volatile.Write(ref waiting, 0);
                pool.Give(lease);
            });
            waiter.Start();
            WaitUntil(() => pool.Counters.Waiting == 1);
            Volatile.Write(ref waiting, 1);
            Assert.AreEqual(Status.Ok, pool.Pool.Drop(held));
            waiter.Join();
        }

        Volatile.Write(ref ended, 1);
        hurried.Join();
        Assert.AreEqual(0, overtaken);
    }

    /// <summary>One lease, given back by many threads at once: it counts once.</summary>
    [TestMethod]
    public void OfManyThatGiveTheSameLeaseOneSucceeds()
    {
        const int threads = 8;
        using TestPool pool = new(2, TestPool.Settings(2));
        for (int round = 0; round < 50; round++)
        {
            PoolLease lease = pool.Take();
            int given = 0;
            using Barrier start = new(threads);
            Thread[] running = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                if (pool.Pool.Give(lease) == Status.Ok) _ = Interlocked.Increment(ref given);
            }))];
            foreach (Thread thread in running) thread.Start();
            foreach (Thread thread in running) thread.Join();
            Assert.AreEqual((1, 0), (given, pool.Counters.InUse));
        }
    }

    private static void WaitUntil(Func<bool> condition)
    {
        SpinWait wait = default;
        while (!condition()) wait.SpinOnce();
    }
}
