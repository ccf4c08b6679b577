using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>`nf pack`.</summary>
[TestClass]
public sealed class PackTests
{
    [TestMethod]
    public void A_guest_is_packed_beside_itself_and_the_package_runs_the_same()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("thermostat.wasm", File.ReadAllBytes(Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm")));
        string scenario = Path.Combine(NfRun.Example("thermostat"), "scenario.yaml");

        JsonObject packed = NfRun.Here("pack", guest, "--json").Json;
        JsonObject fromSource = NfRun.Here("run", guest, "--scenario", scenario, "--json").Json;
        JsonObject fromPackage = NfRun.Here("run", Path.Combine(folder.Path, "thermostat.nf.wasm"), "--scenario", scenario, "--json").Json;

        Assert.AreEqual((string)fromSource["digest"]!, (string)fromPackage["digest"]!);
        Assert.AreEqual(new FileInfo(guest).Length, (int)packed["bytes_before"]!);
        Assert.AreEqual(new FileInfo((string)packed["package"]!).Length, (int)packed["bytes_after"]!);
        Assert.AreEqual(3, (int)packed["functions"]!);
        Assert.AreEqual("thermostat", (string)packed["manifest"]!["name"]!);
    }

    [TestMethod]
    public void Twice_gives_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        string first = Path.Combine(folder.Path, "a"), second = Path.Combine(folder.Path, "b");

        NfRun.Here("pack", NfRun.Example("wasi-hello"), "-o", first).AssertDone();
        NfRun.Process("pack", NfRun.Example("wasi-hello"), "-o", second).AssertDone();

        CollectionAssert.AreEqual(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [TestMethod]
    public void Options_win_over_the_file_and_that_over_the_defaults()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", Wat.Compile("(memory 1 3) (func)"));
        folder.Write("nf.yaml", "fuel: 77\ndepth: 8\nguest-version: 3.2.1\ncapability: [i2c]\n");

        JsonNode manifest = NfRun.Here("pack", guest, "--depth", "9", "--json").Json["manifest"]!;

        Assert.AreEqual((77, 9, 3), ((int)manifest["fuel"]!, (int)manifest["depth"]!, (int)manifest["memory_pages"]!));
        Assert.AreEqual("3.2.1", (string)manifest["guest_version"]!);
        Assert.AreEqual("i2c", (string)manifest["capabilities"]![0]!);
    }

    [TestMethod]
    public void What_was_done_is_told_to_a_person()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", Wat.Compile("""
            (memory 1) (data "passive") (func $f i32.const 0 i32.const 0 i32.const 7 memory.init 0 data.drop 0 loop end call $f)
            """));

        string text = NfRun.Here("pack", guest).Output;

        StringAssert.Contains(text, "1 functions, 1 of them with depth, 1 loops");
        StringAssert.Contains(text, "memory.init (1)");
        StringAssert.Contains(text, "data.drop (1)");
        StringAssert.Contains(text, "passive data segments of kind 1 (1)");
        StringAssert.Contains(text, "1,000,000,000 units of fuel, 256 levels");
    }

    [TestMethod]
    public void When_a_guest_runs_and_what_happens_when_it_fails_is_told()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", Wat.Compile("(memory 1) (func)"));
        folder.Write("nf.yaml", "period: 1s\ngap: 20us\npolicy: stop\ncapability: [gpio:PF0:out, gpio:PF1]\n");
        string[] options = ["--policy", "safe", "--safe-output", "PF0=low", "--safe-output", "PF1=high", "--backoff-max", "2s"];

        JsonNode block = NfRun.Here(["pack", guest, .. options, "--json"]).Json["manifest"]!["supervision"]!;
        string text = NfRun.Here("inspect", Path.Combine(folder.Path, "guest.nf.wasm")).Output;

        Assert.AreEqual((1_000_000, 0, 20), ((int)block["period_us"]!, (int)block["deadline_us"]!, (int)block["gap_us"]!));
        Assert.AreEqual(("safe", 5, 100, 2000), ((string)block["policy"]!, (int)block["restarts_max"]!, (int)block["backoff_ms"]!, (int)block["backoff_max_ms"]!));
        Assert.AreEqual((0, 10), ((int)block["memory_bytes"]!, (int)block["trial_runs"]!));
        CollectionAssert.AreEqual(
            new[] { "PF0=low", "PF1=high" }, block["safe_outputs"]!.AsArray().Select(output => (string)output!).ToArray());
        StringAssert.Contains(text, "runs: every 1 s, events at least 20 us apart; needs whole pages of memory; healthy after 10 runs");
        StringAssert.Contains(text, "after a fault: safe; 5 restarts after 100 ms to 2 s; safe outputs: PF0=low, PF1=high");
    }

    [TestMethod]
    public void A_module_without_a_list_gets_the_capabilities_of_its_imports()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", File.ReadAllBytes(Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm")));

        JsonNode manifest = NfRun.Here("pack", guest, "--json").Json["manifest"]!;

        CollectionAssert.AreEqual(new[] { "gpio", "i2c" }, manifest["capabilities"]!.AsArray().Select(word => (string)word!).ToArray());
        Assert.IsNull(manifest["supervision"]);
    }

    [TestMethod]
    public void What_no_capability_grants_is_not_linked()
    {
        using TemporaryFolder folder = new();
        string guest = folder.Write("guest.wasm", File.ReadAllBytes(Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm")));
        NfRun.Here("pack", guest, "--capability", "i2c:0x48").AssertDone();

        NfRun.Here("run", Path.Combine(folder.Path, "guest.nf.wasm")).AssertRefused(
            Status.NotGranted, "nf.gpio_configure needs a capability gpio or gpio:…, the manifest grants i2c:0x48. Add gpio");
    }

    [TestMethod]
    public void A_package_is_not_packed_again()
    {
        using TemporaryFolder folder = new();
        string package = Path.Combine(folder.Path, "p.nf.wasm");
        NfRun.Here("pack", NfRun.Example("thermostat"), "-o", package).AssertDone();

        NfRun.Here("pack", package).AssertRefused(Status.InvalidArgument, "a package already");
    }

    [TestMethod]
    [DataRow("--fuel", "0", Status.ManifestInvalid, "fuel is 0")]
    [DataRow("--fuel", "-1", Status.Usage, "--fuel is '-1'")]
    [DataRow("--depth", "4294967296", Status.Usage, "--depth is '4294967296'")]
    [DataRow("--memory-pages", "0", Status.ManifestInvalid, "memory-pages is 0, but must be 1 to 65536")]
    [DataRow("--guest-version", "1.2", Status.Usage, "--guest-version is '1.2'")]
    [DataRow("--name", "a b", Status.ManifestInvalid, "name 'a b'")]
    [DataRow("--capability", "a b", Status.ManifestInvalid, "capability 'a b'")]
    [DataRow("--period", "100", Status.Usage, "--period is '100', but must be a whole number with a unit")]
    [DataRow("--period", "0", Status.ManifestInvalid, "needs a gap")]
    [DataRow("--deadline", "200ms", Status.ManifestInvalid, "deadline is 200 ms, longer than the period, 100 ms")]
    [DataRow("--memory-bytes", "65537", Status.ManifestInvalid, "memory-bytes is 65537")]
    [DataRow("--trial-runs", "0", Status.ManifestInvalid, "trial-runs is 0")]
    [DataRow("--policy", "reboot", Status.Usage, "--policy is 'reboot', but must be restart, stop or safe")]
    [DataRow("--restarts-max", "256", Status.Usage, "--restarts-max is '256'")]
    [DataRow("--backoff", "1us", Status.ManifestInvalid, "whole milliseconds")]
    [DataRow("--backoff-max", "99ms", Status.ManifestInvalid, "longer than backoff-max")]
    [DataRow("--safe-output", "PF0", Status.Usage, "--safe-output is 'PF0', but must be a pin and its level")]
    [DataRow("--safe-output", "PG0=low", Status.ManifestInvalid, "safe output PG0=low needs a capability")]
    [DataRow("-o", "/no/such/folder/x", Status.FileUnreadable, "/no/such/folder/x")]
    public void A_wrong_option_is_refused(string option, string value, Status status, string word) =>
        NfRun.Here("pack", NfRun.Example("thermostat"), option, value).AssertRefused(status, word);

    [TestMethod]
    public void A_module_that_is_not_valid_is_refused()
    {
        using TemporaryFolder folder = new();

        NfRun.Here("pack", folder.Write("bad.wasm", Wat.Compile("(func (result i32))"))).AssertRefused(Status.InvalidModule, "bad.wasm");
        NfRun.Here("pack", folder.Write("text.wasm", "no module")).AssertRefused(Status.NotWasm, "text.wasm");
        NfRun.Here("pack", Path.Combine(folder.Path, "none.wasm")).AssertRefused(Status.FileNotFound, "none.wasm");
    }
}
