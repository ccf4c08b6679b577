using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Memory;

namespace Nf.Bench.Tests;

[TestClass]
public sealed unsafe class AllocatorLatencyTests : IDisposable
{
    private const int ArenaBytes = 12 << 10;

    private readonly byte* _region = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, Arena.Granularity);

    public void Dispose() => NativeMemory.AlignedFree(_region);

    [TestMethod]
    public void SequenceFillsTheArenaUntilItRefusesAndEmptiesItAgain()
    {
        AllocatorLatency latency = Measure(seed: 1, stepCount: 20_000, out Arena arena);
        Assert.AreEqual(0, arena.UsedBytes);
        Assert.AreEqual(latency.Allocate.Count, latency.Free.Count);
        Assert.AreNotEqual(0, latency.RefusalCount);
        Assert.IsLessThan(latency.Allocate.Count, latency.RefusalCount);
        Assert.IsGreaterThan(ArenaBytes * 3 / 4, arena.PeakBytes);
    }

    [TestMethod]
    public void SeedNamesTheSequence()
    {
        AllocatorLatency first = Measure(1, 5_000, out Arena arena);
        int peak = arena.PeakBytes;
        AllocatorLatency again = Measure(1, 5_000, out arena);
        Assert.AreEqual((first.Allocate.Count, first.RefusalCount, peak), (again.Allocate.Count, again.RefusalCount, arena.PeakBytes));
        AllocatorLatency other = Measure(2, 5_000, out arena);
        Assert.AreNotEqual((first.Allocate.Count, first.RefusalCount, peak), (other.Allocate.Count, other.RefusalCount, arena.PeakBytes));
    }

    [TestMethod]
    public void ReadingTheCounterIsNotPartOfTheFigure()
    {
        AllocatorLatency latency = Measure(1, 100, out _);
        Assert.AreEqual(0u, latency.Allocate.Highest);
    }

    /// <summary>Counted in instructions on an emulated Cortex-M3: the same figures in each run, so this can be a test.</summary>
    [TestMethod]
    public void WorstCaseOnABoardIsAtMostThreeTimesTheMedian()
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = "lm3s6965evb", Program = "bench" });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        EmulatorResult run = Emulator.Run(BoardReader.Read("lm3s6965evb"), build.ImagePath, TimeSpan.FromMinutes(2));
        string console = string.Join('\n', run.Lines);
        List<string> lines = [.. run.Lines.Where(line => line.StartsWith("bench ", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(new[] { "allocate", "free" }, lines.ConvertAll(line => line.Split(' ')[1]), console);
        Assert.AreEqual((int)Status.Ok, run.ExitCode, console);
    }

    private AllocatorLatency Measure(uint seed, int stepCount, out Arena arena)
    {
        Assert.AreEqual(Status.Ok, Arena.Create(_region, ArenaBytes, out arena));
        AllocatorLatency latency = default;
        Assert.AreEqual(Status.Ok, latency.Measure<StepCounter>(arena, seed, stepCount));
        return latency;
    }
}
