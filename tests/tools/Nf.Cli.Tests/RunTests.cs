using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>`nf run` in this machine's process.</summary>
[TestClass]
public sealed class RunTests
{
    private static string Digest(NfRun run) => (string)run.Json["digest"]!;

    [TestMethod]
    public void A_thermostat_does_the_same_in_every_run_and_in_both_languages()
    {
        NfRun first = NfRun.Process("run", NfRun.Example("thermostat"), "--ticks", "100", "--json");
        NfRun second = NfRun.Process("run", NfRun.Example("thermostat"), "--ticks", "100", "--json");
        NfRun assemblyScript = NfRun.Here("run", NfRun.Example("thermostat-as"), "--json");

        Assert.AreEqual(Status.Ok, first.Status, first.Error);
        Assert.AreEqual(100, (int)first.Json["ticks"]!);
        Assert.AreEqual(0, (int)first.Json["results"]![0]!);
        Assert.AreEqual(first.Output, second.Output);
        Assert.AreEqual(Digest(first), Digest(assemblyScript));
    }

    [TestMethod]
    public void A_sampler_logs_what_the_host_published_and_asks_for_nothing()
    {
        NfRun run = NfRun.Here("run", NfRun.Example("sampler"), "--trace", "--json");

        string[] lines = [.. run.Json["trace"]!.AsArray().Select(line => (string)line!)];
        Assert.AreEqual("1 i2c 0x48 write 00 read 1500", lines[0]);
        CollectionAssert.Contains(lines, "78 i2c 0x48 write 00 read -> I2cNoAcknowledge");
        CollectionAssert.AreEqual(
            new[] { "10 log info 10 samples, mean 19.5 C", "20 log info 10 samples, mean 17.6 C" },
            lines.Where(line => line.Contains("samples", StringComparison.Ordinal)).Take(2).ToArray());
        Assert.AreEqual(2, lines.Count(line => line.Contains("came most often", StringComparison.Ordinal)));
        CollectionAssert.Contains(lines, "80 log info 7 samples, mean 18.7 C");
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("linux-arm")]
    public void A_sampler_does_the_same_without_a_heap(string target) => Assert.AreEqual(
        Digest(NfRun.Here("run", NfRun.Example("sampler"), "--json")),
        Digest(NfRun.Here("run", "--target", target, NfRun.Example("sampler"), "--json")));

    [TestMethod]
    public void The_digest_is_the_hash_of_the_trace()
    {
        NfRun run = NfRun.Here("run", NfRun.Example("thermostat"), "--ticks", "42", "--trace", "--json");

        string[] lines = [.. run.Json["trace"]!.AsArray().Select(line => (string)line!)];
        Assert.AreEqual("42 end Ok", lines[^1]);
        CollectionAssert.Contains(lines, "0 gpio PF0 mode output");
        string text = string.Concat(lines.Select(line => line + "\n"));
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text))), Digest(run));
    }

    [TestMethod]
    public void A_person_sees_the_trace_and_what_came_of_it()
    {
        NfRun run = NfRun.Here("run", NfRun.Example("thermostat"), "--ticks", "20", "--trace");

        StringAssert.Contains(run.Output, "20 end Ok\n");
        StringAssert.Contains(run.Output, "thermostat.wasm simulated: 20 ticks, 7,189 units of fuel, Ok");
        StringAssert.Contains(run.Output, "switched 1 times");
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void The_limits_of_a_board_do_not_change_what_a_guest_does()
    {
        NfRun desktop = NfRun.Here("run", NfRun.Example("thermostat"), "--json");
        NfRun board = NfRun.Here("run", NfRun.Example("thermostat"), "--board", "lm3s6965evb", "--json");

        Assert.AreEqual(Digest(desktop), Digest(board));
        Assert.AreEqual("lm3s6965evb", (string)board.Json["board"]!);
    }

    [TestMethod]
    public void Another_scenario_gives_another_digest()
    {
        using TemporaryFolder folder = new();
        string scenario = folder.Write("cold.yaml", """
            period_ms: 10
            ticks: 30
            devices: [{type: tmp105, address: 0x48}]
            events: [{tick: 1, temperature_mC: {device: 0x48, value: -5000}}]
            """);
        NfRun run = NfRun.Here("run", NfRun.Example("thermostat"), "--scenario", scenario, "--trace", "--json");

        Assert.AreEqual(30, (int)run.Json["ticks"]!);
        Assert.IsTrue(run.Json["trace"]!.AsArray().Any(line => ((string)line!).Contains("heater on at -5.0 C", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_a_guest_prints_goes_to_standard_output()
    {
        NfRun run = NfRun.Process("run", NfRun.Example("wasi-hello"), "0", "more", "--", "--words");

        Assert.AreEqual(Status.Ok, run.Status, run.Error);
        StringAssert.Contains(run.Output, "argument 2: more\nargument 3: --words\n");
        Assert.IsFalse(run.Output.Contains("digest", StringComparison.Ordinal), "a program that touches no device speaks for itself");
    }

    [TestMethod]
    public void What_a_guest_prints_stays_away_from_json()
    {
        NfRun run = NfRun.Process("run", NfRun.Example("wasi-hello"), "3", "--json");

        Assert.AreEqual(Status.GuestExited, run.Status);
        Assert.AreEqual(3, (int)run.Json["exit_code"]!);
        StringAssert.Contains(run.Error, "hello from wasm");
    }

    [TestMethod]
    public void A_file_s_hash_is_right()
    {
        using TemporaryFolder folder = new();
        string real = typeof(string).Assembly.Location, empty = folder.Write("empty", "");
        NfRun run = NfRun.Here("run", NfRun.Example("sha256"), real, empty);

        string expected = $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(real)))}  {real}\n"
            + $"{Convert.ToHexStringLower(SHA256.HashData([]))}  {empty}\n";
        Assert.AreEqual(expected, run.Output);
    }

    [TestMethod]
    public void A_stream_guest_reads_standard_input()
    {
        byte[] input = [.. Enumerable.Range(0, 10_000).Select(value => (byte)(value * 7))];
        NfRun run = NfRun.Process(input, ["run", NfRun.Example("sha256"), "-", "--json"]);

        JsonNode result = run.Json["results"]![0]!;
        Assert.AreEqual("-", (string)result["file"]!);
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(input)), (string)result["output"]!);
    }

    [TestMethod]
    public void An_export_is_called_with_typed_arguments()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("swap.wasm", Wat.Compile("""
            (func (export "swap") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
              local.get 3 local.get 2 local.get 1 local.get 0)
            """));
        NfRun text = NfRun.Here("run", guest, "--invoke", "swap", "-1", "0x7fffffffffffffff", "0.1", "-inf");
        NfRun json = NfRun.Here("run", guest, "--json", "--invoke", "swap", "4294967295", "-9223372036854775808", "nan", "1e300");

        Assert.AreEqual("f64 -Infinity\nf32 0.1\ni64 9223372036854775807\ni32 -1\n", text.Output);
        JsonArray results = json.Json["results"]!.AsArray();
        Assert.AreEqual(1e300, (double)results[0]!);
        Assert.AreEqual("NaN", (string)results[1]!);
        Assert.AreEqual(long.MinValue, (long)results[2]!);
        Assert.AreEqual(-1, (int)results[3]!);
    }

    [TestMethod]
    public void A_kernel_gives_its_known_checksum()
    {
        NfRun run = NfRun.Here("run", NfRun.Example("kernels"), "--invoke", "run", "10");

        Assert.AreEqual("i32 3590\n", run.Output);
    }

    [TestMethod]
    public void A_trap_is_told_with_its_place()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("trap.wasm", Wat.Compile("""
            (func $careless (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
            (func (export "nf_tick") (result i32) (call $careless (i32.const 0)))
            """, names: true));
        NfRun run = NfRun.Here("run", guest, "--json");

        Assert.AreEqual(Status.TrapDivideByZero, run.Status);
        Assert.AreEqual(1, (int)run.Json["ticks"]!);
        StringAssert.Matches(
            (string)run.Json["error"]!,
            new("divided by zero .*in careless at byte 0x[0-9a-f]+, called from nf_tick at byte 0x"));
    }

    [TestMethod]
    public void A_guest_s_own_failure_is_told_with_its_number()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("fails.wasm", Wat.Compile("""(func (export "nf_tick") (result i32) (i32.const -83))"""));

        NfRun.Here("run", guest).AssertRefusedAfterSummary(Status.GuestFailed, "in tick 1: -83 (-I2cNoAcknowledge)");
    }

    [TestMethod]
    public void Endless_recursion_ends_the_guest_and_not_the_host()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("deep.wasm", Wat.Compile("""(func $f (export "f") (call $f))"""));

        NfRun.Process("run", guest, "--invoke", "f").AssertRefused(Status.TrapOutOfDepth, "deeper than its limit");
        NfRun.Process("run", guest, "--invoke", "f", "--depth", "1000000000").AssertRefused(Status.TrapStackOverflow, "nested too deep");
    }

    [TestMethod]
    public void An_endless_loop_stops_within_its_fuel()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("loop.wasm", Wat.Compile("""(func (export "f") (loop br 0))"""));

        NfRun.Here("run", guest, "--invoke", "f", "--fuel", "1000000").AssertRefused(Status.TrapOutOfFuel, "used up its fuel");
    }
}
