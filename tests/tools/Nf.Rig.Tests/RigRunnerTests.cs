using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.Errors;

namespace Nf.Rig.Tests;

/// <summary>What comes of steps, on the managed simulation.</summary>
[TestClass]
public sealed class RigRunnerTests : IDisposable
{
    private const string Head = """
        name: Test
        guests: [examples/thermostat]
        wiring: {sensor: "i2c:0x48", heater: "gpio:PF0"}
        steps:

        """;

    private const string Cold = "- set: {sensor: 18}\n- expect: {heater: 1, within: 1s}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Time_passes_in_steps_and_everything_is_sampled_at_each()
    {
        RigRun run = Run(Cold + "- ramp: {sensor: {from: 18, to: 26}, over: 2s}\n- expect: {heater: 0, within: 1s}\n- wait: 100ms\n");
        Assert.AreEqual(RigVerdict.Passed, run.Verdict, Reasons(run));
        RigSeries sensor = run.Series.Single(series => series.Name == "sensor");
        Assert.AreEqual((RigSeries.Celsius, 18.0, 26.0), (sensor.Unit, sensor.Points[0].Value, sensor.Points[^1].Value));
        RigSeries heater = run.Series.Single(series => series.Name == "heater");
        CollectionAssert.AreEquivalent(new[] { 0.0, 1.0 }, heater.Points.Select(point => point.Value).Distinct().ToArray());
        Assert.IsTrue(run.Series.Single(series => series.Name == "fuel thermostat").Points.Any(point => point.Value > 0));
        Assert.AreEqual("thermostat", run.Decisions.Single().Guest);
    }

    [TestMethod]
    public void The_first_step_that_fails_ends_the_run_and_says_what_was_seen()
    {
        RigRun run = Run(Cold + "- expect: {heater: 0, within: 300ms}\n- wait: 1s\n");
        StepResult failed = run.Steps.Single(step => step.Verdict == RigVerdict.Failed);
        Assert.AreEqual((4, 7, "heater is 0 within 300 ms", "heater is 1"), (failed.Index, failed.Line, failed.Expected, failed.Seen));
        Assert.AreEqual(0.3, failed.ToSeconds - failed.FromSeconds, 1e-9);
        Assert.AreEqual((RigVerdict.Skipped, "step 4 failed before it"), (run.Steps[^1].Verdict, run.Steps[^1].Reason));
        StringAssert.Contains(run.Replay, "--seed 7");
    }

    [TestMethod]
    public void Keep_going_goes_on()
    {
        RigRun run = Run("- expect: {guest: thermostat, runs: 0}\n- wait: 1s\n- expect: {guest: thermostat, runs: 0}\n", keepGoing: true);
        CollectionAssert.AreEqual(
            new[] { RigVerdict.Passed, RigVerdict.Failed, RigVerdict.Passed, RigVerdict.Failed }, run.Steps.Select(step => step.Verdict).ToArray());
    }

    [TestMethod]
    public void What_a_target_lacks_is_skipped_and_what_depends_on_it_too()
    {
        RigRun run = Run(Cold + "- wait: 1s\n", lacking: RigAbility.SetTemperature);
        CollectionAssert.AreEqual(
            new[] { RigVerdict.Passed, RigVerdict.Skipped, RigVerdict.Skipped, RigVerdict.Passed }, run.Steps.Select(step => step.Verdict).ToArray());
        Assert.AreEqual(LackingTarget.Reason, run.Steps[1].Reason);
        StringAssert.Contains(run.Steps[2].Reason, "step 2 (line 5)");
    }

    [TestMethod]
    public void Where_no_guest_can_be_loaded_all_is_skipped_with_the_reason_and_nothing_failed()
    {
        RigRun run = Run(Cold + "- repeat: {times: 3, steps: [{wait: 1s}]}\n", lacking: RigAbility.LoadPackage);
        Assert.AreEqual(RigVerdict.Skipped, run.Verdict);
        Assert.AreEqual(LackingTarget.Reason, run.Steps[0].Reason);
        Assert.IsTrue(run.Steps.Skip(1).All(step => step is { Verdict: RigVerdict.Skipped, Reason: "step 1 was skipped" }));
        Assert.HasCount(0, run.Decisions);
    }

    [TestMethod]
    public void Repeated_steps_are_done_each_time()
    {
        RigRun run = Run("- repeat: {times: 3, steps: [{wait: 200ms}, {expect: {guest: thermostat, state: running}}]}\n");
        Assert.HasCount(7, run.Steps);
        Assert.AreEqual(0.6, run.Seconds, 1e-9);
    }

    [TestMethod]
    public void An_update_survives_power_cuts_and_a_damaged_store()
    {
        RigRun run = Run("""
            - load: {package: examples/thermostat, version: 2.0.0, place: 0, activate: true}
            - expect: {guest: thermostat, version: 2.0.0, on-trial: false, within: 5s}
            - cut-power: {during: load, package: examples/thermostat, version: 3.0.0, place: 0}
            - expect: {guest: thermostat, version: 2.0.0, state: running}
            - reboot: {}
            - corrupt: {medium: store, bytes: 2}
            - load: {package: examples/thermostat, version: 4.0.0, place: 0, activate: true}
            - expect: {guest: thermostat, version: 4.0.0, state: running}
            - load: {package: examples/neighbour, place: 7, refused: OutOfRange}

            """);
        Assert.AreEqual(RigVerdict.Passed, run.Verdict, Reasons(run));
    }

    [TestMethod]
    public void A_run_and_its_replay_are_the_same_and_another_rig_is_refused()
    {
        const string Steps = "- set: {sensor: 18}\n- line: {loss: 0.001, corrupt: 0.001}\n- wait: 500ms\n- cut-power: {}\n- expect: {heater: 0}\n";
        RigRun first = Run(Steps);
        RigRun kept = RigRecordFile.Read(RigRecordFile.Write(_folder.Path, first));
        Assert.IsNull(RigReplay.Difference(kept, Run(Steps)));
        Assert.IsNotNull(RigReplay.Difference(kept, Run(Steps.Replace("500ms", "600ms", StringComparison.Ordinal))));
        NfException refused = Assert.ThrowsExactly<NfException>(() => RigReplay.FileOf(kept, Path.Combine(_folder.Path, "test.yaml")));
        Assert.AreEqual(Status.DigestMismatch, refused.Status);
    }

    private static string Reasons(RigRun run) => string.Join("\n", run.Steps.Select(step => $"{step.Text}: {step.Verdict} {step.Reason}"));

    private RigRun Run(string steps, bool keepGoing = false, RigAbility? lacking = null)
    {
        string path = Path.Combine(_folder.Path, "test.yaml");
        File.WriteAllText(path, Head + steps);
        RigFile file = RigFileReader.Read(path);
        RigTargetKind kind = RigTargets.KindOf("sim");
        using IRigTarget target = kind.Open("sim", new RigSetup(file, _ => { }));
        using IRigTarget used = lacking is { } ability ? new LackingTarget(target, ability) : target;
        return RigRunner.Run(file, used, new RigOptions("sim", 7, keepGoing), NoProgress.Instance);
    }
}
