using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Cli.Tests;

/// <summary>Images whose guests were compiled ahead of time: they do what interpreted ones do, in less flash.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AheadImageTests
{
    private static readonly string[] s_boards = ["lm3s6965evb", "netduinoplus2", "mps2-an500"];
    private static readonly string[] s_guests = ["thermostat", "thermostat-as"];

    public static IEnumerable<object[]> ImagesOfGuests() =>
        from guest in s_guests
        from verb in s_boards.Select(board => new[] { "flash", "--emulate", "--board", board })
            .Concat([["run", "--target", "linux-x64", "--checks", "guard"], ["run", "--target", "linux-x64", "--checks", "explicit"]])
            .Concat([["run", "--target", "linux-arm64"], ["run", "--target", "linux-arm"], ["run"], ["run", "--checks", "explicit"]])
        select new object[] { guest, string.Join(' ', verb) };

    [TestMethod]
    [DynamicData(nameof(ImagesOfGuests))]
    public void A_compiled_guest_does_what_the_interpreted_one_does(string guest, string verb)
    {
        NfRun interpreted = NfRun.Here("run", NfRun.Example(guest), "--json");
        NfRun compiled = NfRun.Here([.. verb.Split(' '), "--engine", "aot", NfRun.Example(guest), "--json"]);

        Assert.AreEqual(Status.Ok, compiled.Status, compiled.Output + compiled.Error);
        Assert.AreEqual((string)interpreted.Json["digest"]!, (string)compiled.Json["digest"]!);
        Assert.AreEqual((long)interpreted.Json["fuel"]!, (long)compiled.Json["fuel"]!);
        Assert.AreEqual((int)interpreted.Json["ticks"]!, (int)compiled.Json["ticks"]!);
    }

    [TestMethod]
    public void The_thermostat_takes_64_KiB_of_flash_at_most_and_leaves_its_guest_52_KiB_of_RAM()
    {
        NfRun run = Build("lm3s6965evb", NfRun.Example("thermostat"));

        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        Assert.AreEqual("aot", (string)run.Json["engine"]!);
        Assert.IsLessThanOrEqualTo(64 << 10, (long)run.Json["flash_bytes"]!);
        Assert.IsGreaterThanOrEqualTo(52 << 10, (long)run.Json["ram_guest_bytes"]!);
    }

    [TestMethod]
    [DataRow("lm3s6965evb")]
    [DataRow("linux-x64")]
    public void No_interpreter_is_linked(string board)
    {
        NfRun run = Build(board, NfRun.Example("thermostat"));

        string map = File.ReadAllText(Repository.PathOf((string)run.Json["image"]!) + ".map").Split("Linker script and memory map")[1];
        Assert.IsFalse(run.Json["components"]!.AsArray().Any(row => (string)row!["name"]! == "wasm3"));
        StringAssert.Contains(map, "libnf_engine.a(ahead.c");
        foreach (string file in (string[])["m3_", "compile.c", "interpreter.c", "code_pages.c"])
            Assert.IsFalse(map.Contains($"libnf_engine.a({file}", StringComparison.Ordinal), file);
    }

    [TestMethod]
    public void An_image_has_several_compiled_guests_and_names_them()
    {
        NfRun run = Build("mps2-an500", NfRun.Example("thermostat"), NfRun.Example("kernels"));

        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        string[] names = [.. run.Json["compiled_modules"]!.AsArray().Select(module => (string)module!["name"]!)];
        CollectionAssert.AreEqual(new[] { "thermostat.nf.wasm", "kernels.wasm" }, names);
        foreach (string name in names)
            Assert.IsTrue(run.Json["components"]!.AsArray().Any(row => (string)row!["name"]! == "guest " + name), name);
    }

    [TestMethod]
    public void Several_guests_want_the_compiler()
    {
        NfRun run = NfRun.Here("build", "--board", "mps2-an500", NfRun.Example("thermostat"), NfRun.Example("kernels"), "--json");

        Assert.AreEqual(Status.Usage, run.Status);
        StringAssert.Contains((string)run.Json["error"]!, "--engine aot");
    }

    [TestMethod]
    public void Checks_are_for_compiled_guests()
    {
        NfRun run = NfRun.Here("build", "--board", "linux-x64", "--checks", "guard", NfRun.Example("thermostat"), "--json");

        Assert.AreEqual(Status.Usage, run.Status);
    }

    [TestMethod]
    public void The_file_beside_a_guest_says_which_engine_and_the_command_line_wins()
    {
        using TemporaryFolder folder = new();
        folder.Write("nf.yaml", "engine: aot\n");
        string guest = folder.Write("guest.wasm", File.ReadAllBytes(Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm")));

        Assert.AreEqual("aot", (string)NfRun.Here("build", "--board", "linux-x64", guest, "--json").Json["engine"]!);
        Assert.AreEqual("interpreter",
            (string)NfRun.Here("build", "--board", "linux-x64", "--engine", "interpreter", guest, "--json").Json["engine"]!);
    }

    [TestMethod]
    [DataRow("digest", "made from the package")]
    [DataRow("version", "made for version")]
    public void An_object_of_another_package_or_version_is_not_linked(string what, string message)
    {
        NfRun fresh = Build("linux-x64", NfRun.Example("thermostat"));
        string digest = (string)fresh.Json["compiled_modules"]![0]!["package_digest"]!;
        string path = Directory.GetFiles(Repository.PathOf("build", "linux-x64", "ahead", digest[..16]), "module.o", SearchOption.AllDirectories)
            .Single(file => file.Contains("guard", StringComparison.Ordinal));
        byte[] sound = File.ReadAllBytes(path), stale = [.. sound];
        int at = stale.AsSpan().IndexOf(Convert.FromHexString(digest));
        stale[what == "digest" ? at + 31 : at - 8] ^= 1;
        File.WriteAllBytes(path, stale);
        NfRun run = Build("linux-x64", NfRun.Example("thermostat"));
        File.WriteAllBytes(path, sound);

        Assert.AreEqual(Status.BuildFailed, run.Status, run.Output);
        StringAssert.Contains((string)run.Json["error"]!, "is stale: " + message);
    }

    private static NfRun Build(string board, params string[] guests) =>
        NfRun.Here(["build", "--board", board, "--engine", "aot", .. guests, "--json"]);
}
