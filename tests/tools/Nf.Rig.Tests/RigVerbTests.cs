using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Rig.Tests;

/// <summary>`nf rig`, as a person types it.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RigVerbTests : IDisposable
{
    private const string Wrong = """
        name: Wrong on purpose
        guests: [examples/thermostat]
        wiring: {sensor: "i2c:0x48", heater: "gpio:PF0"}
        steps:
          - set: {sensor: 18.0}
          - ramp: {sensor: {from: 18, to: 26}, over: 3s}
          - cut-power: {}
          - expect: {heater: 1, within: 700ms}
        """;

    private const string Everything = """
        name: Everything that an emulated board can do
        guests: [examples/thermostat, null, examples/neighbour]
        wiring: {sensor: "i2c:0x48", heater: "gpio:PF0", button: "gpio:PE3", display: "display"}
        steps:
          - set: {sensor: 18.0}
          - expect: {heater: 1, within: 500ms, for: 300ms}
          - expect: {guest: neighbour, state: given up, restarts: 5, within: 30s}
          - expect: {crash: any, guest: neighbour}
          - press: {button: 1, for: 200ms}
          - picture: {of: display, as: before}
          - picture: {of: display, as: after, same-as: before}
          - load: {package: examples/thermostat, version: 2.0.0, place: 0, activate: true}
          - expect: {guest: thermostat, version: 2.0.0, on-trial: false, within: 5s}
          - cut-power: {during: load, package: examples/thermostat, version: 3.0.0, place: 0}
          - expect: {reset: power on}
          - expect: {guest: thermostat, version: 2.0.0, state: running}
          - line: {loss: 0.001, corrupt: 0.001}
          - wait: 500ms
          - line: {}
          - hang: {}
          - expect: {reset: watchdog}
          - corrupt: {medium: store, bytes: 2}
          - load: {package: examples/thermostat, version: 4.0.0, place: 0, activate: true}
          - expect: {heater: 1, within: 300ms}
          - measure: {fuel: thermostat, at-most: 3000}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_wrong_expectation_fails_with_step_file_line_and_seed_and_its_replay_fails_the_same_way()
    {
        string path = Write("wrong.yaml", Wrong);
        string report = Path.Combine(_folder.Path, "report");
        NfRun run = NfRun.Here("rig", "run", path, "--target", "emu:lm3s6965evb", "--seed", "7", "--report", report);
        Assert.AreEqual(Status.TestFailed, run.Status, run.Output + run.Error);
        foreach (string part in (string[])["wrong.yaml:8: step 5", "heater is 1 within 700 ms", "seen heater is 0", "seed 7", "nf rig replay"])
            StringAssert.Contains(run.Error, part);
        Assert.IsTrue(File.Exists(Path.Combine(report, RigReport.HtmlName)));

        NfRun again = NfRun.Here("rig", "replay", Directory.GetFiles(report, "*.json").Single(), "--json");
        Assert.AreEqual(Status.TestFailed, again.Status, again.Output + again.Error);
        Assert.IsTrue((bool)again.Json["same"]!, again.Output);
    }

    [TestMethod]
    public void An_emulated_board_does_everything()
    {
        NfRun run = NfRun.Here("rig", "run", Write("everything.yaml", Everything), "--target", "emu:lm3s6965evb", "--seed", "7", "--json");
        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        Assert.AreEqual(0, (int)run.Json["runs"]![0]!["skipped"]!);
        RigRun record = RigRecordFile.Read(Build.Repository.PathOf((string)run.Json["runs"]![0]!["record"]!));
        Assert.IsTrue(record.Series.Single(series => series.Name == "memory of all guests").Points[^1].Value > 0);
        CollectionAssert.AreEqual(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, record.Pictures[0].Png[..4]);
    }

    [TestMethod]
    public void What_new_writes_runs_and_repeats_with_the_next_seeds()
    {
        string path = Path.Combine(_folder.Path, "boiler.yaml");
        Assert.AreEqual(Status.Ok, NfRun.Here("rig", "new", path, "--target", "sim").Status);
        NfRun run = NfRun.Here("rig", "run", path, "--target", "sim", "--repeat", "2", "--seed", "5", "--json");
        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        JsonArray runs = run.Json["runs"]!.AsArray();
        CollectionAssert.AreEqual(new[] { 5, 6 }, runs.Select(one => (int)one!["seed"]!).ToArray());
        Assert.AreEqual(Status.InvalidArgument, NfRun.Here("rig", "new", path).Status);
    }

    [TestMethod]
    public void Check_says_what_is_wrong_and_what_targets_lack()
    {
        NfRun wrong = NfRun.Here("rig", "check", Write("bad.yaml", "name: A\nguests: []\nsteps: [{wate: 2s}]"));
        Assert.AreEqual(Status.ScenarioInvalid, wrong.Status);
        StringAssert.Contains(wrong.Output, "bad.yaml:3:10: step: found 'wate'");
        NfRun good = NfRun.Here("rig", "check", Write("wrong.yaml", Wrong), "--json");
        Assert.AreEqual(Status.Ok, good.Status, good.Output);
        JsonObject lacking = good.Json["files"]![0]!["lacking"]!.AsObject();
        Assert.AreEqual(0, lacking["emu:lm3s6965evb"]!.AsArray().Count);
        StringAssert.Contains((string)lacking["serial:DEVICE"]![0]!, "by hand");
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
