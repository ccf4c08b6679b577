using System.IO;
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
