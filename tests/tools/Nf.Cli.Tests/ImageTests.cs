using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>Images with a guest, on every board and target there is.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ImageTests
{
    [TestMethod]
    [DataRow("lm3s6965evb")]
    [DataRow("netduinoplus2")]
    [DataRow("mps2-an500")]
    public void An_emulated_board_does_what_the_simulation_does(string board) =>
        AssertSameAsSimulated("flash", "--board", board, "--emulate");

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm64")]
    [DataRow("linux-arm")]
    public void A_heapless_program_does_what_the_simulation_does(string target) =>
        AssertSameAsSimulated("run", "--target", target);

    [TestMethod]
    public void The_number_of_ticks_reaches_the_board()
    {
        string[] what = [NfRun.Example("thermostat"), "--ticks", "9", "--trace", "--json"];
        NfRun board = NfRun.Here(["flash", "--board", "lm3s6965evb", "--emulate", .. what]);
        NfRun simulated = NfRun.Here(["run", .. what]);

        Assert.AreEqual(Status.Ok, board.Status, board.Output);
        Assert.AreEqual(9, (int)board.Json["ticks"]!);
        Assert.AreEqual(simulated.Json["trace"]!.ToJsonString(), board.Json["trace"]!.ToJsonString());
    }

    [TestMethod]
    [DataRow("flash", "--board", "lm3s6965evb", "--emulate")]
    [DataRow("run", "--target", "linux-arm64")]
    public void A_lowered_guest_does_the_same_for_the_same_fuel(params string[] verb)
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("lowered.wasm", Wat.Compile("""
            (import "nf" "log" (func $log (param i32 i32 i32) (result i32))) (memory (export "memory") 1 1)
            (type $length (func (result i32))) (table 2 funcref) (data "lowered") (elem func $seven)
            (func $seven (result i32) i32.const 7)
            (func (export "nf_init") (result i32)
              i32.const 16 i32.const 0 i32.const 7 memory.init 0 data.drop 0
              i32.const 1 i32.const 0 i32.const 1 table.init 0
              i32.const 0)
            (func (export "nf_tick") (result i32)
              i32.const 1 i32.const 16 i32.const 1 call_indirect (type $length) call $log)
            """));

        JsonObject simulated = NfRun.Here("run", guest, "--ticks", "2", "--json").Json;
        NfRun target = NfRun.Here([.. verb, guest, "--ticks", "2", "--json"]);

        Assert.AreEqual(Status.Ok, target.Status, target.Output);
        Assert.AreEqual((string)simulated["digest"]!, (string)target.Json["digest"]!);
        Assert.AreEqual((long)simulated["fuel"]!, (long)target.Json["fuel"]!);
    }

    [TestMethod]
    public void A_linux_target_passes_arguments_and_prints_what_the_guest_prints()
    {
        NfRun run = NfRun.Here("run", NfRun.Example("wasi-hello"), "--target", "linux-x64", "5", "word");

        Assert.AreEqual(Status.GuestExited, run.Status);
        StringAssert.Contains(run.Output, "argument 2: word");
    }

    [TestMethod]
    public void The_size_report_adds_up_and_leaves_the_guest_its_memory()
    {
        NfRun run = NfRun.Here("build", "--board", "lm3s6965evb", NfRun.Example("thermostat"), "--json");

        JsonObject json = run.Json;
        JsonArray components = json["components"]!.AsArray();
        Assert.AreEqual(Status.Ok, run.Status, run.Output);
        Assert.AreEqual((long)json["flash_bytes"]!, components.Sum(row => (long)row!["flash_bytes"]!));
        Assert.AreEqual((long)json["ram_static_bytes"]!, components.Sum(row => (long)row!["ram_bytes"]!));
        Assert.IsTrue((long)json["flash_bytes"]! <= 128 << 10);
        Assert.IsTrue((long)json["ram_guest_bytes"]! >= 24 << 10);
    }

    [TestMethod]
    public void The_stack_is_measured_in_a_run()
    {
        NfRun size = NfRun.Here("size", "--board", "lm3s6965evb", NfRun.Example("thermostat"), "--measure", "--ticks", "9");

        Assert.AreEqual(Status.Ok, size.Status, size.Output + size.Error);
        StringAssert.Matches(size.Output, new Regex("^stack: [1-7],[0-9]{3} of 8,192 bytes used in a run of 9 ticks$", RegexOptions.Multiline));
    }

    private static void AssertSameAsSimulated(params string[] args)
    {
        NfRun simulated = NfRun.Here("run", NfRun.Example("thermostat"), "--json");
        NfRun image = NfRun.Here([.. args, NfRun.Example("thermostat"), "--json"]);

        Assert.AreEqual(Status.Ok, image.Status, image.Output + image.Error);
        Assert.AreEqual((int)simulated.Json["ticks"]!, (int)image.Json["ticks"]!);
        Assert.AreEqual((string)simulated.Json["digest"]!, (string)image.Json["digest"]!);
        Assert.IsNull(simulated.Json["stack_bytes"]);
        int used = (int)image.Json["stack_used_bytes"]!, all = (int)image.Json["stack_bytes"]!;
        Assert.IsTrue(used > 256 && used < all, $"{used} of {all} bytes of stack");
    }
}
