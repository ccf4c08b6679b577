using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>`nf inspect`, `nf boards` and `nf doctor`.</summary>
[TestClass]
public sealed class InspectTests
{
    [TestMethod]
    public void A_module_is_described()
    {
        JsonObject json = NfRun.Here("inspect", NfRun.Example("thermostat"), "--json").Json;

        JsonArray sections = json["sections"]!.AsArray();
        JsonNode last = sections[^1]!;
        Assert.AreEqual((int)json["bytes"]!, (int)last["offset"]! + (int)last["bytes"]!, "the last section ends where the file ends");
        CollectionAssert.AreEqual(
            new[] { "memory", "nf_init() -> i32", "nf_tick() -> i32" },
            json["exports"]!.AsArray().Select(export => (string)export!["name"]! + (string)export["type"]!).ToArray());
        Assert.IsTrue(json["imports"]!.AsArray().All(import => (bool)import!["offered"]!));
        Assert.AreEqual(1, (int)json["memory_pages"]!["min"]!);
        Assert.IsNull(json["refused"]);
        JsonNode board = json["boards"]!.AsArray().Single(board => (string)board!["name"]! == "lm3s6965evb")!;
        Assert.IsTrue((bool)board["fits"]!);
        Assert.IsTrue((int)board["linear_memory_bytes"]! < 65536, "a board with less RAM than a page gives what it has");
    }

    [TestMethod]
    public void A_module_that_nobody_can_run_is_described_all_the_same()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("odd.wasm", Wat.Compile("""(import "env" "foo" (func (param i64)))(import "nf" "tick" (func))"""));
        JsonObject json = NfRun.Here("inspect", path, "--json").Json;

        Assert.IsFalse((bool)json["imports"]![0]!["offered"]!);
        StringAssert.Contains((string)json["refused"]!, "env.foo");
        Assert.IsTrue(json["boards"]!.AsArray().All(board => !(bool)board!["fits"]!));
        StringAssert.Contains(NfRun.Here("inspect", path).Output, "offered as () -> i64");
    }

    [TestMethod]
    public void A_package_is_described_with_its_manifest_and_what_it_cost()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "bulk.nf.wasm");
        string source = folder.Write("bulk.wasm", Wat.Compile("""
            (memory 1) (data "passive") (func (export "f") i32.const 0 i32.const 0 i32.const 7 memory.init 0 loop end)
            """));
        NfRun.Here("pack", source, "--fuel", "12345", "--capability", "gpio", "--json").AssertDone();

        JsonObject json = NfRun.Here("inspect", path, "--json").Json;
        JsonNode package = json["package"]!;

        Assert.IsGreaterThan(0, (int)json["engine_arena_bytes_64_bit"]!, "the stack that the manifest asks for is not the desktop's");
        Assert.AreEqual(12345, (int)package["manifest"]!["fuel"]!);
        Assert.AreEqual("bulk", (string)package["manifest"]!["name"]!);
        Assert.AreEqual("gpio", (string)package["manifest"]!["capabilities"]![0]!);
        Assert.IsTrue((bool)package["digest_holds"]!);
        Assert.AreEqual(1, (int)package["cost_version"]!);
        Assert.AreEqual(2, (int)package["charges"]!);
        Assert.AreEqual(0, (int)package["functions_with_depth"]!);
        Assert.AreEqual(1, (int)package["lowered"]!["memory_init"]!);
        NfRun text = NfRun.Here("inspect", path);
        StringAssert.Contains(text.Output, "limits of a call: 12,345 units of fuel");
        StringAssert.Contains(text.Output, "nf.lower.memory_init");
        Assert.IsFalse(text.Output.Contains("nobody offers it", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void Inspect_tells_when_a_packages_bytes_were_changed()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "plain.nf.wasm");
        NfRun.Here("pack", folder.Write("plain.wasm", Wat.Compile("(memory 1) (func)", names: true)), "-o", path).AssertDone();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[System.MemoryExtensions.IndexOf(bytes, "name"u8) + 4] ^= 1;
        File.WriteAllBytes(path, bytes);

        NfRun run = NfRun.Here("inspect", path);

        StringAssert.Contains(run.Output, "NOT those");
    }

    [TestMethod]
    public void A_module_that_is_no_package_is_told_so()
    {
        NfRun run = NfRun.Here("inspect", NfRun.Example("thermostat"));

        StringAssert.Contains(run.Output, "no package");
        Assert.IsNull(NfRun.Here("inspect", NfRun.Example("thermostat"), "--json").Json["package"]);
    }

    [TestMethod]
    public void A_guest_for_wasi_fits_linux_only()
    {
        JsonObject json = NfRun.Here("inspect", NfRun.Example("wasi-hello"), "--json").Json;

        foreach (JsonNode? board in json["boards"]!.AsArray())
        {
            bool isLinux = ((string)board!["name"]!).StartsWith("linux", System.StringComparison.Ordinal);
            Assert.AreEqual(isLinux, (bool)board["fits"]!, (string?)board["why_not"]);
        }
    }

    [TestMethod]
    public void Every_board_is_listed()
    {
        string[] names = [.. NfRun.Here("boards", "--json").Json["boards"]!.AsArray().Select(board => (string)board!["name"]!)];

        CollectionAssert.AreEquivalent(
            new[] { "linux-arm", "linux-arm64", "linux-x64", "lm3s6965evb", "mps2-an500", "netduinoplus2" }, names);
        foreach (string name in names)
            StringAssert.Contains(NfRun.Here("boards").Output, name);
    }

    [TestMethod]
    public void The_doctor_names_what_is_missing_and_how_to_get_it()
    {
        NfRun run = NfRun.Here("doctor", "--json");

        JsonNode[] missing = [.. run.Json["requirements"]!.AsArray().OfType<JsonNode>().Where(item => !(bool)item["present"]!)];
        Assert.AreEqual(missing.Length == 0 ? Status.Ok : Status.ToolMissing, run.Status);
        foreach (JsonNode item in missing)
            StringAssert.Contains((string)run.Json["install"]!, (string)item["package"]!);
    }

    [TestMethod]
    public void A_requirement_is_seen_when_it_is_there_and_when_it_is_not()
    {
        Assert.IsTrue(new Requirement("run", "cmd:dotnet", "", "").IsPresent);
        Assert.IsTrue(new Requirement("run", "file:" + Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm"), "", "").IsPresent);
        Assert.IsFalse(new Requirement("run", "cmd:no-such-program", "", "").IsPresent);
        Assert.IsFalse(new Requirement("run", "file:/no/such", "", "").IsPresent);
    }

    [TestMethod]
    [DataRow("run")]
    [DataRow("inspect")]
    [DataRow("pack")]
    [DataRow("build")]
    [DataRow("size")]
    [DataRow("flash")]
    [DataRow("boards")]
    [DataRow("doctor")]
    [DataRow("wast")]
    [DataRow("test")]
    [DataRow("bench")]
    public void The_help_of_every_verb_has_an_example(string verb)
    {
        NfRun run = NfRun.Here(verb, "--help");

        Assert.AreEqual(Status.Ok, run.Status);
        StringAssert.Contains(run.Output, "Example");
        StringAssert.Contains(run.Output, $"nf {verb}");
    }
}
