using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>
/// The same self-tests in the no-heap world, each a result of its own: the images are built and run once a target, and a test that
/// none of the target's reported has failed.
/// </summary>
[TestClass]
public sealed class TargetSelfTests
{
    private static readonly string[] s_targets = ["linux-x64", "linux-arm64", "linux-arm", "lm3s6965evb", "netduinoplus2", "mps2-an500"];

    /// <summary>The images that share the list.</summary>
    internal static readonly string[] Programs = ["selftest", "selftest-sharing", "selftest-host", "selftest-supervision"];
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<(string Target, string Program), Lazy<TargetRun>> s_runs = [];

    /// <summary>What an image reported: its lines by the name of the test, or why there are none.</summary>
    private sealed record TargetRun(string Failure, IReadOnlyDictionary<string, string> Lines, EmulatorResult? Emulation);

    // WASI, and memory that is given back to a system, are there on Linux only.
    internal static bool NeedsLinux(string name) =>
        name.StartsWith("wasi.", StringComparison.Ordinal) || name.StartsWith("churn.", StringComparison.Ordinal);

    public static IEnumerable<object[]> TargetsAndNames() =>
        from target in s_targets
        from name in ManagedSelfTests.Names()
        where target.StartsWith("linux-", StringComparison.Ordinal) || !NeedsLinux((string)name[0])
        select new object[] { target, name[0] };

    public static IEnumerable<object[]> Images() =>
        from target in s_targets
        from program in Programs
        select new object[] { target, program };

    [TestMethod]
    [DynamicData(nameof(TargetsAndNames))]
    public void Passes(string target, string name)
    {
        TargetRun[] runs = [.. Programs.Select(program => Run(target, program))];
        string[] lines = [.. runs.Where(run => run.Lines.ContainsKey(name)).Select(run => run.Lines[name])];
        Assert.HasCount(1, lines, $"{target} did not report {name} once: {string.Join(", ", runs.Select(run => run.Failure))}");
        Assert.AreEqual("ok " + name, lines[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Images))]
    public void EndsByItself(string target, string program)
    {
        TargetRun run = Run(target, program);
        Assert.AreEqual("", run.Failure);
        Assert.AreEqual(Status.Ok, run.Emulation!.Status, run.Emulation.Errors);
        Assert.AreEqual((int)Status.Ok, run.Emulation.ExitCode);
        Assert.AreEqual($"selftest {run.Lines.Count} 0", run.Emulation.Lines[^1]);
    }

    private static TargetRun Run(string target, string program) =>
        s_runs.GetOrAdd((target, program), _ => new Lazy<TargetRun>(() => BuildAndRun(target, program))).Value;

    private static TargetRun BuildAndRun(string target, string program)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = target, Program = program });
        if (build.Status != Status.Ok) return new TargetRun(build.Message, new Dictionary<string, string>(), null);
        EmulatorResult result = Emulator.Run(BoardReader.Read(target), build.ImagePath, s_limit);
        Dictionary<string, string> lines = result.Lines
            .Where(line => line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("FAILED ", StringComparison.Ordinal))
            .ToDictionary(line => line.Split(' ')[1]);
        return new TargetRun("", lines, result);
    }
}
