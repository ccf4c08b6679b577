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
    [DataRow("flash", "--board", "lm3s6965evb", "--emulate")]
    [DataRow("flash", "--board", "mps2-an500", "--emulate")]
    [DataRow("run", "--target", "linux-x64")]
    public void A_guest_that_opens_host_objects_does_the_same(params string[] verb)
    {
        using TemporaryFolder folder = new();
        folder.Write("nf.yaml", "capability: [gpio:PF0, i2c]\nhost-slots: 2\n");
        string guest = folder.Write("objects.wasm", Wat.Compile("""
            (import "nf" "open" (func $open (param i32 i32 i32 i32) (result i32)))
            (import "nf" "close" (func $close (param i32) (result i32)))
            (import "nf" "read_field" (func $read (param i32 i32 i32 i32 i32) (result i32)))
            (import "nf" "log" (func $log (param i32 i32 i32) (result i32)))
            (memory (export "memory") 1 1)
            (data (i32.const 16) "PF0PF1" "0x48" "address" "registers/0" "guest" "limits/host_slots")
            ;; Logs a number as four letters from '0' on, by its lowest half bytes.
            (func $say (param $number i32)
              (i32.store (i32.const 0) (i32.or (i32.const 0x30303030) (i32.or
                (i32.or (i32.and (local.get $number) (i32.const 15))
                  (i32.shl (i32.and (i32.shr_u (local.get $number) (i32.const 4)) (i32.const 15)) (i32.const 8)))
                (i32.or (i32.shl (i32.and (i32.shr_u (local.get $number) (i32.const 8)) (i32.const 15)) (i32.const 16))
                  (i32.shl (i32.and (i32.shr_u (local.get $number) (i32.const 12)) (i32.const 15)) (i32.const 24))))))
              (drop (call $log (i32.const 1) (i32.const 0) (i32.const 4))))
            (func (export "nf_init") (result i32) (local $pin i32) (local $device i32)
              (local.set $pin (call $open (i32.const 1) (i32.const 16) (i32.const 3) (i32.const 0)))
              (local.set $device (call $open (i32.const 2) (i32.const 22) (i32.const 4) (i32.const 0)))
              (call $say (local.get $pin))
              (call $say (local.get $device))
              (call $say (call $open (i32.const 1) (i32.const 19) (i32.const 3) (i32.const 0)))
              (call $say (call $open (i32.const 3) (i32.const 44) (i32.const 5) (i32.const 0)))
              (call $say (call $close (local.get $pin)))
              (call $say (call $close (local.get $pin)))
              (local.set $pin (call $open (i32.const 3) (i32.const 44) (i32.const 5) (i32.const 0)))
              (call $say (local.get $pin))
              (call $say (call $read (local.get $pin) (i32.const 49) (i32.const 17) (i32.const 8) (i32.const 4)))
              (call $say (i32.load (i32.const 8)))
              (call $say (call $read (local.get $device) (i32.const 33) (i32.const 11) (i32.const 8) (i32.const 2)))
              (i32.const 0))
            (func (export "nf_tick") (result i32) (i32.const 1))
            """));

        NfRun simulated = NfRun.Here("run", guest, "--trace", "--json");
        NfRun target = NfRun.Here([.. verb, guest, "--trace", "--json"]);

        Assert.AreEqual(Status.Ok, target.Status, target.Output + target.Error);
        Assert.AreEqual(simulated.Json["trace"]!.ToJsonString(), target.Json["trace"]!.ToJsonString());
        Assert.AreEqual((string)simulated.Json["digest"]!, (string)target.Json["digest"]!);
        Assert.AreEqual(10, simulated.Json["trace"]!.AsArray().Count(line => ((string)line!).Contains("log", System.StringComparison.Ordinal)));
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
