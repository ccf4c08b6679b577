using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed unsafe class ManagedMemoryTests
{
    [StructLayout(LayoutKind.Sequential, Size = 4096)]
    private struct Storage;

    [StructLayout(LayoutKind.Sequential, Size = 2048)]
    private struct OtherStorage;

    [StructLayout(LayoutKind.Sequential, Size = 100)]
    private struct TooSmall;

    private BudgetTracker _budget;
    private MemoryBlock<Storage> _block;

    [TestMethod]
    public void ABlockWithoutOwnerRefusesEverything()
    {
        Assert.AreEqual(Status.NotTaken, _block.TryAllocate(8, 8, out Span<byte> span));
        Assert.AreEqual(Status.NotTaken, _block.Free(span));
        Assert.AreEqual(Status.NotTaken, _block.Seal());
        Assert.AreEqual(Status.NotTaken, _block.Unseal());
        Assert.AreEqual(Status.NotTaken, _block.Release(0));
        Assert.AreEqual(Status.NotTaken, _block.Release(1));
        Assert.IsTrue(_block.Arena.Region == null);
    }

    [TestMethod]
    public void ABlockHasOneOwnerAtATime()
    {
        Assert.AreEqual(Status.Ok, _block.TryClaim(out int first));
        Assert.AreEqual(Status.AlreadyTaken, _block.TryClaim(out int none));
        Assert.AreEqual(0, none);
        Assert.AreEqual(Status.Ok, _block.TryAllocate(100, 8, out Span<byte> old));
        Assert.AreEqual(Status.Ok, _block.Release(first));
        Assert.AreEqual(Status.NotTaken, _block.Release(first));
        Assert.AreEqual(Status.Ok, _block.TryClaim(out int second));
        Assert.AreNotEqual(first, second);
        Assert.AreEqual(Status.NotTaken, _block.Release(first), "an old claim ends nothing");
        Assert.IsTrue(_block.IsOwner(second) && _block.IsTaken);
        Assert.AreEqual(Status.ForeignSpan, _block.Free(old), "a span of an old claim is no one's");
    }

    [TestMethod]
    public void AStorageTypeThatIsNoArenasSizeIsRefusedAndCostsNothing()
    {
        MemoryBlock<TooSmall> block = default;
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Memory, 1000));
        Assert.AreEqual(
            Status.InvalidArgument,
            ManagedMemory<TooSmall>.TryTake(CrateId.Memory, ref _budget, ref block, out ManagedMemory<TooSmall> memory, out _));
        memory.Dispose();
        Assert.AreEqual(1000, _budget.Remaining(CrateId.Memory));
        Assert.IsFalse(block.IsTaken);
    }

    [TestMethod]
    public void ABlockInMovingMemoryStaysRight()
    {
        // A block inside an object of the collector: spans follow when the collector moves it.
        Holder holder = MakeHolder();
        nint before = holder.Address();
        Assert.AreEqual(Status.Ok, holder.Block.TryClaim(out _));
        Assert.AreEqual(Status.Ok, holder.Block.TryAllocate(500, 8, out Span<byte> span));
        span.Fill(0x77);
        for (int i = 0; i < 3; i++)
            GC.Collect(2, GCCollectionMode.Forced, true, true);
        Assert.AreNotEqual(before, holder.Address(), "else this test shows nothing");
        Assert.AreEqual(-1, span.IndexOfAnyExcept((byte)0x77));
        Assert.AreEqual(Status.Ok, holder.Block.Free(span));
        Assert.AreEqual(0, holder.Block.Arena.UsedBytes);
    }

    private sealed class Holder
    {
        public MemoryBlock<Storage> Block;

        public nint Address()
        {
            fixed (MemoryBlock<Storage>* block = &Block)
                return (nint)block;
        }
    }

    // Garbage before it, so that compacting moves it.
    private static Holder MakeHolder()
    {
        for (int i = 0; i < 100; i++)
            GC.KeepAlive(new byte[1000]);
        return new Holder();
    }

    [TestMethod]
    public void DisposingGivesBackExactlyOnce()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 5000));
        Assert.AreEqual(Status.Ok, Take(out ManagedMemory<Storage> memory));
        Assert.AreEqual(5000 - 4096, _budget.Remaining(CrateId.Engine));
        ManagedMemory<Storage> copy = memory;
        Assert.AreEqual(Status.Ok, memory.TryAllocate(64, 8, out Span<byte> span));
        Assert.AreEqual(Status.Ok, copy.Free(span));
        memory.Dispose();
        Assert.AreEqual(5000, _budget.Remaining(CrateId.Engine));
        Assert.IsFalse(copy.IsLive);
        // Somebody else takes the block; the old values must not end that claim.
        Assert.AreEqual(Status.Ok, Take(out ManagedMemory<Storage> next));
        memory.Dispose();
        copy.Dispose();
        Assert.IsTrue(next.IsLive);
        Assert.AreEqual(5000 - 4096, _budget.Remaining(CrateId.Engine));
        Assert.AreEqual(Status.NotTaken, copy.TryAllocate(8, 8, out _));
        Assert.AreEqual(Status.NotTaken, copy.Seal());
        Assert.IsTrue(copy.Arena.Region == null);
        next.Dispose();
        next.Dispose();
        Assert.AreEqual(5000, _budget.Remaining(CrateId.Engine));
        default(ManagedMemory<Storage>).Dispose();
    }

    [TestMethod]
    public void ARefusedTakeChangesNothing()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 4095));
        Assert.AreEqual(Status.BudgetExceeded, Take(out ManagedMemory<Storage> memory, out Refusal refusal));
        Assert.AreEqual((CrateId.Engine, 4096, 4095), (refusal.Crate, refusal.AskedBytes, refusal.LeftBytes));
        Assert.IsFalse(_block.IsTaken || memory.IsLive);
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 9000));
        Assert.AreEqual(Status.Ok, Take(out memory));
        Assert.AreEqual(Status.AlreadyTaken, Take(out ManagedMemory<Storage> second, out refusal));
        Assert.AreEqual((CrateId.Engine, 4096, 9000 - 4096), (refusal.Crate, refusal.AskedBytes, refusal.LeftBytes));
        second.Dispose();
        Assert.AreEqual(9000 - 4096, _budget.Remaining(CrateId.Engine));
        memory.Dispose();
        Assert.AreEqual(9000, _budget.Remaining(CrateId.Engine));
    }

    [TestMethod]
    public void ThreadsThatRaceForOneBlockNeverShareItAndLoseNoByte()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 3 * 4096));
        int inside = 0;
        int wrong = 0;
        int taken = 0;
        Task[] tasks = new Task[4];
        for (int thread = 0; thread < tasks.Length; thread++)
            tasks[thread] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task.WaitAll(tasks);
        Assert.AreEqual(0, wrong);
        Assert.AreNotEqual(0, taken);
        Assert.AreEqual(3 * 4096, _budget.Remaining(CrateId.Engine));
        Assert.IsFalse(_block.IsTaken);

        void Work()
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (Take(out ManagedMemory<Storage> memory) != Status.Ok)
                    continue;
                if (Interlocked.Increment(ref inside) != 1 || memory.TryAllocate(100, 8, out _) != Status.Ok)
                    Interlocked.Increment(ref wrong);
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref inside);
                memory.Dispose();
                memory.Dispose();
            }
        }
    }

    /// <summary>Fails the first acquisition, then the second, … until the whole scenario passes; each time nothing may be left
    /// behind.</summary>
    [TestMethod]
    public void WhicheverAcquisitionFailsNothingLeaks()
    {
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Engine, 4096));
        Assert.AreEqual(Status.Ok, _budget.SetLimit(CrateId.Guest, 2048));
        MemoryBlock<OtherStorage> other = default;
        int failAt = 0;
        Status status;
        do
        {
            failAt++;
            int acquisitions = 0;
            status = Scenario(ref other, ref acquisitions, failAt);
            Assert.AreEqual(4096, _budget.Remaining(CrateId.Engine), $"failing acquisition {failAt}");
            Assert.AreEqual(2048, _budget.Remaining(CrateId.Guest), $"failing acquisition {failAt}");
            Assert.IsFalse(_block.IsTaken || other.IsTaken, $"failing acquisition {failAt}");
            Assert.IsTrue(status == Status.Ok || acquisitions == failAt);
        }
        while (status != Status.Ok);
        Assert.AreEqual(2 + 6 + 1, failAt);
    }

    // Two claims and six allocations, the latter freed again one by one; the arena must be empty before it is given back.
    private Status Scenario(ref MemoryBlock<OtherStorage> other, ref int acquisitions, int failAt)
    {
        if (++acquisitions == failAt)
            return Failing<Storage>(CrateId.Memory, ref _block);
        Status status = Take(out ManagedMemory<Storage> engine);
        using ManagedMemory<Storage> first = engine;
        if (status != Status.Ok)
            return status;
        if (++acquisitions == failAt)
            return Failing<Storage>(CrateId.Engine, ref _block);
        status = ManagedMemory<OtherStorage>.TryTake(CrateId.Guest, ref _budget, ref other, out ManagedMemory<OtherStorage> guest, out _);
        using ManagedMemory<OtherStorage> second = guest;
        if (status != Status.Ok)
            return status;
        byte** held = stackalloc byte*[6];
        for (int i = 0; i < 6 && status == Status.Ok; i++)
        {
            // A sealed arena is how an allocation is made to fail.
            if (++acquisitions == failAt)
                Assert.AreEqual(Status.Ok, first.Seal());
            Arena arena = i % 2 == 0 && !(acquisitions == failAt) ? second.Arena : first.Arena;
            status = arena.TryAllocate(50 * (i + 1), 8, out held[i]);
        }
        for (int i = 0; i < 6 && held[i] != null; i++)
            Assert.IsTrue(first.Arena.Release(held[i]) == Status.Ok || second.Arena.Release(held[i]) == Status.Ok);
        Assert.AreEqual(0, first.Arena.UsedBytes + second.Arena.UsedBytes);
        Assert.AreEqual(Status.Ok, first.Arena.Check());
        return status;
    }

    // The budget of this crate does not cover the block, or the block is taken already.
    private Status Failing<TStorage>(CrateId crate, ref MemoryBlock<TStorage> block)
        where TStorage : unmanaged
    {
        Status status = ManagedMemory<TStorage>.TryTake(crate, ref _budget, ref block, out ManagedMemory<TStorage> memory, out _);
        using ManagedMemory<TStorage> failed = memory;
        Assert.AreNotEqual(Status.Ok, status);
        return status;
    }

    [TestMethod]
    public void AllocateMemoryIsTheOneWayIn()
    {
        Assert.AreEqual(
            Status.BudgetExceeded, Allocation.AllocateMemory(CrateId.Platform, out ManagedMemory<Storage> memory, out Refusal refusal));
        Assert.AreEqual((CrateId.Platform, 4096, 0), (refusal.Crate, refusal.AskedBytes, refusal.LeftBytes));
        Assert.AreEqual(Status.Ok, Allocation.Budget.SetLimit(CrateId.Platform, 4096 + 2048));
        Assert.AreEqual(Status.Ok, Allocation.AllocateMemory(CrateId.Platform, out memory, out _));
        Assert.AreEqual(Status.BudgetExceeded, Allocation.AllocateMemory(CrateId.Platform, out ManagedMemory<Storage> same, out _));
        same.Dispose();
        Assert.AreEqual(
            Status.Ok, Allocation.AllocateMemory(CrateId.Platform, out ManagedMemory<OtherStorage> other, out _), "another type, another block");
        Assert.IsTrue(memory.Arena.Region != other.Arena.Region);
        GC.Collect(2, GCCollectionMode.Forced, true, true);
        Assert.AreEqual(Status.Ok, memory.Arena.Check());
        memory.Dispose();
        other.Dispose();
        Assert.AreEqual(0, Allocation.Budget.Used(CrateId.Platform));
        Assert.AreEqual(Status.Ok, Allocation.Budget.SetLimit(CrateId.Platform, 0));
    }

    private Status Take(out ManagedMemory<Storage> memory) => Take(out memory, out _);

    private Status Take(out ManagedMemory<Storage> memory, out Refusal refusal) =>
        ManagedMemory<Storage>.TryTake(CrateId.Engine, ref _budget, ref _block, out memory, out refusal);
}
