using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

/// <summary>The arena against a model: a list of what must be live, each payload filled with a pattern of its own.</summary>
[TestClass]
public sealed unsafe class ArenaModelTests
{
    private readonly record struct Live(nint Address, int Bytes, byte Fill);

    [TestMethod]
    [DataRow(1 << 10, 40, 60, 1)]
    [DataRow(4093, 100, 300, 2)]
    [DataRow(1 << 16, 400, 2000, 3)]
    [DataRow(1 << 16, 4000, 20, 4)]
    [DataRow(1 << 20, 3000, 1500, 5)]
    [DataRow(1 << 24, 2000, 100_000, 6)]
    public void RandomOperationsKeepBlocksApartAndEndExact(int regionBytes, int maxLive, int maxBytes, int seed)
    {
        using NativeRegion region = new(regionBytes, 8 * seed);
        Arena arena = region.CreateArena();
        int capacity = arena.LargestFreeBytes;
        Random random = new(seed);
        List<Live> live = [];
        long used = 0;
        long peak = 0;
        int refused = 0;
        for (int step = 0; step < 30_000; step++)
        {
            if (live.Count < maxLive && random.Next(100) < 55)
            {
                // Small sizes are frequent, large ones do occur.
                int bytes = 1 + random.Next(1 + random.Next(maxBytes));
                int alignment = 1 << random.Next(step % 5 == 0 ? 13 : 4);
                Status status = arena.TryAllocate(bytes, alignment, out Span<byte> span);
                if (status == Status.OutOfMemory)
                {
                    refused++;
                    continue;
                }
                Assert.AreEqual(Status.Ok, status);
                Assert.AreEqual(bytes, span.Length);
                fixed (byte* start = span)
                {
                    Assert.AreEqual(0, (long)start % Math.Max(8, alignment));
                    Live entry = new((nint)start, bytes, (byte)random.Next(256));
                    span.Fill(entry.Fill);
                    live.Add(entry);
                }
            }
            else if (live.Count > 0)
            {
                int index = random.Next(live.Count);
                Live entry = live[index];
                AssertFilled(entry);
                // Both forms of giving back.
                Assert.AreEqual(Status.Ok, random.Next(2) == 0
                    ? arena.Free(new Span<byte>((void*)entry.Address, entry.Bytes))
                    : arena.Release((byte*)entry.Address));
                live[index] = live[^1];
                live.RemoveAt(live.Count - 1);
            }
            used = arena.UsedBytes;
            peak = Math.Max(peak, used);
            if (step % 97 == 0)
                Assert.AreEqual(Status.Ok, arena.Check());
        }
        AssertDisjoint(live, region);
        foreach (Live entry in live)
        {
            AssertFilled(entry);
            Assert.AreEqual(Status.Ok, arena.SizeOf((byte*)entry.Address, out int bytes));
            Assert.AreEqual(entry.Bytes, bytes);
            Assert.AreEqual(Status.Ok, arena.Release((byte*)entry.Address));
        }
        Assert.AreEqual(Status.Ok, arena.Check());
        Assert.AreEqual(0, arena.UsedBytes);
        Assert.AreEqual(peak, arena.PeakBytes);
        Assert.AreEqual(capacity, arena.LargestFreeBytes, "everything is one block again");
        Assert.IsTrue(region.BandsAreIntact);
        if (regionBytes <= 1 << 16)
            Assert.AreNotEqual(0, refused, "the run must have met exhaustion");
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(8)]
    public void ThreadsNeverGetTheSameBytes(int threads)
    {
        using NativeRegion region = new(1 << 18);
        Arena arena = region.CreateArena();
        int capacity = arena.LargestFreeBytes;
        int failures = 0;
        using Barrier start = new(threads);
        Task[] tasks = new Task[threads];
        for (int thread = 0; thread < threads; thread++)
        {
            byte fill = (byte)(thread + 1);
            tasks[thread] = Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    Interlocked.Add(ref failures, Churn(arena, fill, 40_000));
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        Task.WaitAll(tasks);
        Assert.AreEqual(0, failures);
        Assert.AreEqual(Status.Ok, arena.Check());
        Assert.AreEqual(0, arena.UsedBytes);
        Assert.AreEqual(capacity, arena.LargestFreeBytes);
        Assert.IsTrue(region.BandsAreIntact);
    }

    // One thread's work; returns how many things went wrong.
    private static int Churn(Arena arena, byte fill, int steps)
    {
        Random random = new(fill);
        List<Live> live = [];
        int failures = 0;
        for (int step = 0; step < steps || live.Count > 0; step++)
        {
            if (step < steps && live.Count < 60 && random.Next(2) == 0)
            {
                int bytes = 1 + random.Next(1000);
                Status status = arena.TryAllocate(bytes, 1 << random.Next(7), out Span<byte> span);
                if (status != Status.Ok)
                {
                    failures += status == Status.OutOfMemory ? 0 : 1;
                    continue;
                }
                span.Fill(fill);
                fixed (byte* address = span)
                    live.Add(new Live((nint)address, bytes, fill));
            }
            else if (live.Count > 0)
            {
                int index = random.Next(live.Count);
                Span<byte> span = new((void*)live[index].Address, live[index].Bytes);
                if (span.IndexOfAnyExcept(fill) >= 0)
                    failures++;
                if (arena.Free(span) != Status.Ok)
                    failures++;
                live[index] = live[^1];
                live.RemoveAt(live.Count - 1);
            }
        }
        return failures;
    }

    private static void AssertFilled(Live entry) =>
        Assert.AreEqual(-1, new ReadOnlySpan<byte>((void*)entry.Address, entry.Bytes).IndexOfAnyExcept(entry.Fill));

    private static void AssertDisjoint(List<Live> live, NativeRegion region)
    {
        live.Sort((left, right) => left.Address.CompareTo(right.Address));
        nint end = (nint)region.Start;
        foreach (Live entry in live)
        {
            Assert.IsTrue(entry.Address >= end);
            end = entry.Address + entry.Bytes;
        }
        Assert.IsTrue(end <= (nint)region.Start + region.Bytes);
    }
}
