using System;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>What a pool does with instances, one thread at a time.</summary>
[TestClass]
public sealed unsafe class PoolTests
{
    [TestMethod]
    public void AnInstanceThatCameBackIsLentAgainAsNew()
    {
        using TestPool pool = new(2, TestPool.Settings(2));
        for (int i = 0; i < 5; i++)
        {
            PoolLease lease = pool.Take();
            Assert.AreEqual(Status.Ok, pool.Call(lease, "count", ":i", out int count));
            Assert.AreEqual(2, count, "it remembers nothing");
            Assert.AreEqual("baseline", System.Text.Encoding.ASCII.GetString(pool.InstanceOf(lease).Memory.Slice(16, 8)));
            pool.Give(lease);
        }

        PoolCounters counters = pool.Counters;
        Assert.AreEqual((1ul, 0ul, 4ul), (counters.Created, counters.Closed, counters.Reused));
        Assert.AreEqual((0, 1, 1), (counters.InUse, counters.Idle, counters.HighWater));
        Assert.AreEqual((ulong)TestPool.Page, counters.IdleBytes);
    }

    [TestMethod]
    public void TheCapIsHard()
    {
        using TestPool pool = new(3, TestPool.Settings(2));
        PoolLease first = pool.Take();
        _ = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());
        Assert.AreEqual(2, pool.Counters.InUse);
        pool.Give(first);
        _ = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());
        Assert.AreEqual(2, pool.Counters.HighWater);
    }

    [TestMethod]
    public void TheCapChangesLive()
    {
        using TestPool pool = new(4, TestPool.Settings(1));
        PoolLease first = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(3)));
        PoolLease second = pool.Take(), third = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());

        // Down again: who has one keeps it, and nobody gets one before two have come back.
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(1)));
        Assert.AreEqual(Status.Ok, pool.Call(third, "count", ":i", out _));
        pool.Give(first);
        Assert.AreEqual(Status.Full, pool.TryTake());
        pool.Give(second);
        Assert.AreEqual(Status.Full, pool.TryTake());
        pool.Give(third);
        pool.Give(pool.Take());
        Assert.AreEqual((0, 1), (pool.Counters.InUse, pool.Counters.Idle));
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(0)));
        Assert.AreEqual(Status.Full, pool.TryTake());
        Assert.AreEqual(0, pool.Counters.Idle);
    }

    [TestMethod]
    public void AtMostSoManyAreIdle()
    {
        using TestPool pool = new(4, TestPool.Settings(4) with { IdleMax = 1 });
        PoolLease[] leases = [pool.Take(), pool.Take(), pool.Take(), pool.Take()];
        foreach (PoolLease lease in leases) pool.Give(lease);
        PoolCounters counters = pool.Counters;
        Assert.AreEqual((4ul, 3ul, 0ul, 0ul), (counters.Created, counters.Closed, counters.Recycled, counters.Tainted));
        Assert.AreEqual((0, 1), (counters.InUse, counters.Idle));
        pool.Pool.CloseIdle();
        Assert.AreEqual((4ul, 0, 0ul), (pool.Counters.Closed, pool.Counters.Idle, pool.Counters.IdleBytes));
        pool.Give(pool.Take());
    }

    [TestMethod]
    public void WhatTrappedIsNeverLentAgain()
    {
        using TestPool pool = new(1, TestPool.Settings(1));
        PoolLease lease = pool.Take();
        Assert.AreEqual(Status.TrapUnreachable, pool.Call(lease, "trap", ":", out _));
        Assert.AreEqual(Status.Ok, pool.Call(lease, "count", ":i", out _));
        pool.Give(lease);
        PoolCounters counters = pool.Counters;
        Assert.AreEqual((1ul, 1ul, 0ul, 0), (counters.Closed, counters.Tainted, counters.Recycled, counters.Idle));
        lease = pool.Take();
        Assert.AreEqual(2ul, pool.Counters.Created);
        Assert.AreEqual(Status.Ok, pool.Pool.Drop(lease));
        Assert.AreEqual(2ul, pool.Counters.Tainted);
    }

    [TestMethod]
    [DataRow(1ul, false)]
    [DataRow(2ul, true)]
    public void WhatGrewTooMuchIsRecycled(ulong pages, bool recycled)
    {
        using TestPool pool = new(1, TestPool.Settings(1));
        PoolLease lease = pool.Take();
        Assert.AreEqual(Status.Ok, pool.Call(lease, "grow", "i:i", out int before, pages));
        Assert.AreEqual(1, before);
        pool.Give(lease);
        Assert.AreEqual(recycled ? 1ul : 0ul, pool.Counters.Recycled);
        Assert.AreEqual(recycled ? 0 : 1, pool.Counters.Idle);
        lease = pool.Take();
        Assert.AreEqual((int)TestPool.Page, pool.InstanceOf(lease).Memory.Length);
        Assert.AreEqual(recycled ? 2ul : 1ul, pool.Counters.Created);
    }

    [TestMethod]
    public void TheCeilingHoldsAndChangesLive()
    {
        using TestPool pool = new(1, TestPool.Settings(1) with { MemoryPagesMax = 2 });
        PoolLease lease = pool.Take();
        Assert.AreEqual(Status.Ok, pool.Call(lease, "grow", "i:i", out int before, 2));
        Assert.AreEqual(-1, before);
        pool.Give(lease);
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(1) with { MemoryPagesMax = 3 }));
        lease = pool.Take();
        Assert.AreEqual((2ul, 1ul), (pool.Counters.Created, pool.Counters.Closed));
        Assert.AreEqual(Status.Ok, pool.Call(lease, "grow", "i:i", out before, 2));
        Assert.AreEqual(1, before);

        // One that is out while the ceiling changes is not used again.
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(1) with { MemoryPagesMax = 1, GrowthBytesMax = uint.MaxValue }));
        pool.Give(lease);
        Assert.AreEqual(0, pool.Counters.Idle);
        Assert.AreEqual(Status.Ok, pool.Pool.Configure(TestPool.Settings(1) with { MemoryPagesMax = 0 }));
        Assert.AreEqual(Status.LimitExceeded, pool.Pool.TryTake(out _, out LoadError error));
        Assert.AreEqual(LoadDetail.MemorySize, error.Detail);
        Assert.AreEqual(0, pool.Counters.InUse);
    }

    [TestMethod]
    public void ALeaseIsGoodOnce()
    {
        using TestPool pool = new(2, TestPool.Settings(2));
        PoolLease first = pool.Take();
        pool.Give(first);
        Assert.AreEqual(Status.NotTaken, pool.Pool.Give(first));
        PoolLease second = pool.Take();
        Assert.AreEqual(first.Place, second.Place);
        Assert.AreEqual(Status.NotTaken, pool.Pool.Give(first), "the place is another's now");
        Assert.AreEqual(Status.NotTaken, pool.Pool.Drop(first));
        Assert.AreEqual(Status.NotTaken, pool.Pool.TryGet(first, out _));
        Assert.AreEqual(Status.NotTaken, pool.Pool.Give(default));
        Assert.AreEqual(Status.NotTaken, pool.Pool.Give(new PoolLease(-1, 1)));
        Assert.AreEqual(Status.NotTaken, pool.Pool.Give(new PoolLease(2, 1)));
        Assert.AreEqual(1, pool.Counters.InUse);
        pool.Give(second);
    }

    [TestMethod]
    public void AGuestThatRunsIsNotTakenAway()
    {
        TestPool? pool = null;
        PoolLease lease = default;
        Status given = Status.Ok, dropped = Status.Ok;
        Func<int, int> callback = value =>
        {
            given = pool!.Pool.Give(lease);
            dropped = pool.Pool.Drop(lease);
            return value;
        };
        GCHandle handle = GCHandle.Alloc(callback);
        pool = new(1, TestPool.Settings(1), GCHandle.ToIntPtr(handle));
        lease = pool.Take();
        Assert.AreEqual(Status.Ok, pool.Call(lease, "call", "i:i", out int result, 5));
        Assert.AreEqual((5, Status.Reentrant, Status.Reentrant, 1), (result, given, dropped, pool.Counters.InUse));
        pool.Give(lease);
        pool.Dispose();
        handle.Free();
    }

    [TestMethod]
    public void AModuleThatIsRefusedTakesNothing()
    {
        using TestPool pool = new(2, TestPool.Settings(2), wasm: Wat.Compile("(import \"x\" \"y\" (func))"));
        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual(Status.ImportUnknown, pool.Pool.TryTake(out PoolLease lease, out LoadError error));
            Assert.AreEqual(LoadDetail.ImportName, error.Detail);
            Assert.AreEqual(Status.NotTaken, pool.Pool.Give(lease));
        }

        Assert.AreEqual((0, 0ul, 0ul), (pool.Counters.InUse, pool.Counters.Created, pool.Counters.Closed));
    }

    [TestMethod]
    public void SettingsThatDoNotFitChangeNothing()
    {
        using TestPool pool = new(2, TestPool.Settings(1));
        foreach (PoolSettings wrong in new[]
        {
            TestPool.Settings(3), TestPool.Settings(-1), TestPool.Settings(1) with { IdleMax = 3 },
            TestPool.Settings(1) with { IdleMax = -1 }, TestPool.Settings(1) with { WaitersMax = -1 },
        })
            Assert.AreEqual(Status.InvalidArgument, pool.Pool.Configure(in wrong));
        Assert.AreEqual(1, pool.Pool.Settings.Cap);
    }

    [TestMethod]
    public void TakingAndGivingAllocateNothing()
    {
        using TestPool pool = new(2, TestPool.Settings(2));
        pool.Give(pool.Take());
        long managed = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _ = pool.Pool.TryTake(0, out PoolLease lease, out _);
            _ = pool.Pool.Give(lease);
        }

        Assert.AreEqual(managed, GC.GetAllocatedBytesForCurrentThread());
        Assert.AreEqual(1ul, pool.Counters.Created);
    }
}
