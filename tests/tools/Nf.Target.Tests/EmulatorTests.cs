using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli;
using Nf.Cli.Tests;

namespace Nf.Target.Tests;

/// <summary>`nf emu`, and the verbs against the firmware as it runs on a board.</summary>
[TestClass]
[DoNotParallelize]
public sealed class EmulatorTests
{
    private const string Board = "lm3s6965evb";
    private const string Address = "emu:" + Board;

    // In a path that is too long for a socket's, and has what the emulator takes for the end of an option.
    private readonly string _folder = Directory.CreateTempSubdirectory("nf-emu, " + new string('x', 90)).FullName;
    private readonly string _root = EmulatorState.Root;

    [TestInitialize]
    public void Begin() => EmulatorState.Root = _folder;

    [TestCleanup]
    public void End()
    {
        if (EmulatorState.Find(Board) is { } state) EmulatorLaunch.Kill(state);
        EmulatorState.Root = _root;
        Directory.Delete(_folder, recursive: true);
    }

    private static JsonObject Done(params string[] args)
    {
        NfRun run = NfRun.Here([.. args, "--json"]);
        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        return run.Json;
    }

    private static JsonObject Guest(int place) => Done("ps", "--target", Address)["guests"]![place]!.AsObject();

    [TestMethod]
    [DataRow("sd")]
    [DataRow("nor")]
    [DataRow("eeprom")]
    public void A_loaded_guest_is_there_again_when_the_power_was_cut(string store)
    {
        Done("emu", "start", Board, "--store", store);
        Done("load", NfRun.Example("thermostat"), "--place", "1", "--confirm", "--target", Address);
        Assert.AreEqual(("thermostat", "running", false),
            ((string)Guest(1)["name"]!, (string)Guest(1)["state"]!, (bool)Guest(1)["on_trial"]!));

        int before = EmulatorState.Find(Board)!.Pid;
        Done("emu", "cut", Board);

        Assert.AreNotEqual(before, EmulatorState.Find(Board)!.Pid);
        Assert.AreEqual(("thermostat", "running"), ((string)Guest(1)["name"]!, (string)Guest(1)["state"]!));
        Assert.AreEqual("empty", (string)Guest(0)["state"]!);
    }

    [TestMethod]
    public void A_guest_that_the_target_cannot_run_is_refused_in_words()
    {
        Done("emu", "start", Board);
        // It imports what this image does not offer.
        NfRun.Here("load", NfRun.Example("sensor-batch"), "--place", "2", "--activate", "--target", Address)
            .AssertRefused(Status.ImportUnknown, "place 2", "cannot run", "empty");
        Assert.AreEqual("empty", (string)Guest(2)["state"]!);
        StringAssert.Contains(NfRun.Here("ps", "--target", Address).Output, "empty (ImportUnknown)");
        using TemporaryFolder folder = new();
        string greedy = folder.Write("greedy.wasm", Runtime.Tests.Wat.Compile("(func (export \"nf_tick\") (result i32) i32.const 0)"));
        folder.Write("nf.yaml", "fuel: 10000000\n");
        NfRun.Here("load", greedy, "--place", "1", "--activate", "--target", Address)
            .AssertRefused(Status.NotSchedulable, "less fuel or a longer period");
    }

    [TestMethod]
    public void A_board_with_a_key_takes_no_package_without_its_tag()
    {
        using TemporaryFolder folder = new();
        string key = folder.Write("key", new string('7', 64)), other = folder.Write("other", new string('8', 64));
        Done("emu", "start", Board, "--key", key);
        string[] load = ["load", NfRun.Example("thermostat"), "--place", "1", "--confirm", "--target", Address];
        NfRun.Here(load).AssertRefused(Status.NotSigned, "--key");
        NfRun.Here([.. load, "--key", other]).AssertRefused(Status.NotSigned, "--key");
        Assert.AreEqual("empty", (string)Guest(1)["state"]!);

        Done([.. load, "--key", key]);
        Assert.AreEqual(("thermostat", "running"), ((string)Guest(1)["name"]!, (string)Guest(1)["state"]!));
        Done("emu", "cut", Board);
        Assert.AreEqual(("thermostat", "running"), ((string)Guest(1)["name"]!, (string)Guest(1)["state"]!));
    }

    [TestMethod]
    public void A_guest_of_the_image_runs_from_the_start()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("idle.wasm", Runtime.Tests.Wat.Compile("(func (export \"nf_tick\") (result i32) i32.const 0)"));
        folder.Write("nf.yaml", "fuel: 1000\n");
        Done("emu", "start", Board, guest);
        Assert.AreEqual(("idle", "running", true),
            ((string)Guest(0)["name"]!, (string)Guest(0)["state"]!, (bool)Guest(0)["factory"]!));
        NfRun.Here("emu", "start", Board, guest, "--image", "any").AssertRefused(Status.Busy);
    }

    [TestMethod]
    public void A_guest_sees_the_sensor_and_moves_the_pin()
    {
        Done("emu", "start", Board);
        Done("load", NfRun.Example("thermostat"), "--place", "0", "--activate", "--target", Address);
        // A room that is too warm, then one that is too cold; the guest looks ten times a second.
        Assert.AreEqual(0, PinAfter(temperature: 30000));
        Assert.AreEqual(1, PinAfter(temperature: 10000));
        string[] logged = [.. Done("logs", "--target", Address)["logs"]!.AsArray().Select(log => $"{log!["place"]} {log["level"]} {log["text"]}")];
        Assert.IsTrue(logged.Any(line => line.StartsWith("0 info heater on at ", System.StringComparison.Ordinal)), string.Join('\n', logged));
        NfRun.Here("emu", "set", Board, "--temperature", "0x4a=1").AssertRefused(Status.NotFound, "0x4a", "0x48");
        NfRun.Here("emu", "pin", Board, "PH0").AssertRefused(Status.PinNotFound, "'PH0'");
        Assert.AreEqual(1, (int)Done("emu", "pin", Board, "PE3=1")["level"]!);
        Assert.AreEqual(0, (int)Done("emu", "pin", Board, "PE3=0")["level"]!);
    }

    [TestMethod]
    public void Only_one_runs_and_only_that_is_stopped()
    {
        NfRun.Here("emu", "stop", Board).AssertRefused(Status.NotFound, "nf emu start");
        NfRun.Here("emu", "start", "linux-x64").AssertRefused(Status.NotSupported, "unix:PATH");
        NfRun.Here("emu", "start", Board, "--store", "tape").AssertRefused(Status.BoardInvalid, "'tape'");
        Done("emu", "start", Board);
        NfRun.Here("emu", "start", Board).AssertRefused(Status.Busy, "runs already");
        Assert.AreEqual(1, Done("emu", "list")["emulators"]!.AsArray().Count);
        EmulatorState state = EmulatorState.Find(Board)!;
        // Another process that got the number later is none of ours.
        (state with { StartTime = state.StartTime + 1 }).Save();
        Assert.IsNull(EmulatorState.Find(Board));
        state.Save();
        Assert.IsFalse((bool)Done("emu", "stop", Board)["running"]!);
        Assert.AreEqual(0, Done("emu", "list")["emulators"]!.AsArray().Count);
    }

    [TestMethod]
    public void A_reset_is_seen_as_one()
    {
        Done("emu", "start", Board);
        Assert.AreEqual("PowerOn", (string)Done("info", "--target", Address)["reset"]!);
        Assert.AreEqual("Software", (string)Done("reset", "--target", Address)["reset"]!);
        string[] lines = [.. Done("budget", "--target", Address)["budgets"]!.AsArray().Select(budget => (string)budget!["crate"]!)];
        CollectionAssert.AreEqual(new[] { "Memory", "Runtime", "Engine", "Guest", "Platform", "FirmwareHost" }, lines);
    }

    // The target's own time is what has to pass, however fast this machine is.
    private static int PinAfter(int temperature)
    {
        Done("emu", "set", Board, "--temperature", $"0x48={temperature}");
        long runs = (long)Guest(0)["runs"]! + 20;
        while ((long)Guest(0)["runs"]! < runs) Assert.AreEqual("running", (string)Guest(0)["state"]!);
        return (int)Done("emu", "pin", Board, "PF0")["level"]!;
    }
}
