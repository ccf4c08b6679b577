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

    // They have all that the rigs need, but for a watchdog.
    private static readonly string[] s_processes = ["linux-x64", "linux-arm64", "linux-arm"];

    // These have no pins, and one of them no store.
    private static readonly string[] s_lesserBoards = ["emu:mps2-an500", "emu:netduinoplus2"];

    private static readonly string[] s_alike = [Simulation, .. s_processes, Board];

    public static IEnumerable<object[]> Pairs() =>
        from rig in RigRuns.Shipped from target in (string[])[.. s_alike, .. s_lesserBoards] select new object[] { rig, target };

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void It_passes(string rig, string target)
    {
        RigRun run = RigRuns.Of(rig, target);
        Assert.IsFalse(run.Steps.Any(step => step.Verdict == RigVerdict.Failed), Failures(run));
        StepResult[] skipped = [.. run.Steps.Where(step => step.Verdict == RigVerdict.Skipped)];
        Assert.IsTrue(skipped.All(step => step.Reason.Length > 0), Failures(run));
        if (s_lesserBoards.Contains(target))
            return;
        // What is skipped, the target said beforehand that it can't do; a step behind it depends on that.
        Assert.HasCount(rig == "watchdog" && target != Board ? 4 : 0, skipped, Failures(run));
    }

    [TestMethod]
    [DataRow("button", "emu:mps2-an500", "examples/panel imports what emu:mps2-an500 does not offer")]
    [DataRow("update", "emu:netduinoplus2", "the emulator of netduinoplus2 has no medium for a store")]
    public void A_board_that_lacks_what_all_of_it_needs_says_so(string rig, string target, string reason)
    {
        RigRun run = RigRuns.Of(rig, target);
        Assert.AreEqual(RigVerdict.Skipped, run.Verdict);
        StringAssert.Contains(run.Steps[0].Reason, reason);
    }

    [TestMethod]
    public void The_thermostat_decides_the_same_at_the_same_ticks_everywhere()
    {
        string[] decisions = [.. s_alike.Select(target => string.Join('\n', RigRuns.Of("thermostat", target).Decisions)).Distinct()];
        Assert.HasCount(1, decisions, string.Join("\n\n", decisions));
        StringAssert.Contains(decisions[0], "thermostat");
    }

    [TestMethod]
    public void The_thermostat_switches_at_the_same_moments_everywhere()
    {
        string[] heaters = [.. s_alike.Select(target => Switched(RigRuns.Of("thermostat", target))).Distinct()];
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
