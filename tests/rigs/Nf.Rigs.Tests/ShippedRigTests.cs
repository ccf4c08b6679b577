using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Rig.Tests;

/// <summary>The rigs in the folder rigs, each on the targets of this machine that have what it needs.</summary>
[TestClass]
public sealed class ShippedRigTests
{
    private const string Simulation = "sim", Board = "emu:lm3s6965evb";

    // On targets other than the simulation an image is built and started, so that not every pair is tried each time.
    private static readonly Dictionary<string, string[]> s_targets = new()
    {
        ["thermostat"] = [Simulation, "linux-x64", "linux-arm64", Board],
        ["neighbour"] = [Simulation, Board],
        ["update"] = [Simulation, "linux-x64", Board],
        ["lossy-line"] = [Simulation, Board],
        ["button"] = [Simulation, Board],
        ["watchdog"] = [Simulation, Board],
    };

    public static IEnumerable<object[]> Pairs() => s_targets.SelectMany(pair => pair.Value.Select(target => new object[] { pair.Key, target }));

    [TestMethod]
    public void Each_rig_is_tried() => CollectionAssert.AreEquivalent(RigRuns.Shipped, s_targets.Keys.ToArray());

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void It_passes(string rig, string target)
    {
        RigRun run = RigRuns.Of(rig, target);
        Assert.AreEqual(RigVerdict.Passed, run.Verdict, Failures(run));
        // What is skipped, the target said beforehand that it can't do; a step behind it depends on that.
        bool isHangLeftOut = rig == "watchdog" && target == Simulation;
        Assert.AreEqual(isHangLeftOut ? 4 : 0, run.Steps.Count(step => step.Verdict == RigVerdict.Skipped), Failures(run));
    }

    [TestMethod]
    public void The_thermostat_decides_the_same_at_the_same_ticks_everywhere()
    {
        string[] decisions = [.. s_targets["thermostat"].Select(target => string.Join('\n', RigRuns.Of("thermostat", target).Decisions)).Distinct()];
        Assert.HasCount(1, decisions, string.Join("\n\n", decisions));
        StringAssert.Contains(decisions[0], "thermostat");
    }

    [TestMethod]
    public void The_thermostat_switches_at_the_same_moments_everywhere()
    {
        string[] heaters = [.. s_targets["thermostat"].Select(target => Switched(RigRuns.Of("thermostat", target))).Distinct()];
        Assert.HasCount(1, heaters, string.Join('\n', heaters));
    }

    [TestMethod]
    [DataRow(Simulation)]
    [DataRow(Board)]
    public void A_wrong_expectation_fails_where_it_stands(string target)
    {
        using TemporaryFolder folder = new();
        const string right = "- expect: {heater: 0, for: 1s}";
        string[] lines = File.ReadAllLines(RigRuns.PathOf("thermostat"));
        int line = Array.FindIndex(lines, text => text.Contains(right, StringComparison.Ordinal));
        lines[line] = lines[line].Replace(right, "- expect: {heater: 1, within: 300ms}");
        string path = folder.Write("wrong.yaml", string.Join('\n', lines));
        RigRun run = RigRuns.Run(path, target);
        StepResult failed = run.Steps.Single(step => step.Verdict == RigVerdict.Failed);
        Assert.AreEqual(line + 1, failed.Line);
        StringAssert.EndsWith(failed.File, "wrong.yaml");
        StringAssert.Contains(failed.Seen, "heater is 0");
        StringAssert.Contains(run.Replay, $"--seed {RigRuns.Seed}");
        Assert.IsTrue(run.Steps.Skip(failed.Index).All(step => step.Verdict == RigVerdict.Skipped));
        RigReport.Write(folder.Path, [run]);
        foreach (string name in new[] { RigReport.HtmlName, RigReport.JUnitName, RigReport.TapName })
        {
            string report = File.ReadAllText(Path.Combine(folder.Path, name));
            StringAssert.Contains(report, "heater is 0");
            StringAssert.Contains(report, $"--seed {RigRuns.Seed}");
        }
    }

    private static string Switched(RigRun run)
    {
        RigSeries heater = run.Series.Single(series => series.Name == "heater");
        return string.Join(' ', heater.Points.Index().Where(point => point.Index == 0 || heater.Points[point.Index - 1].Value != point.Item.Value)
            .Select(point => FormattableString.Invariant($"{point.Item.Seconds:0.000}={point.Item.Value}")));
    }

    private static string Failures(RigRun run) => string.Join('\n', run.Steps.Where(step => step.Verdict != RigVerdict.Passed)
        .Select(step => $"{step.File}:{step.Line}: step {step.Index}, {step.Text}: {step.Reason} (expected {step.Expected}, seen {step.Seen})"));
}
