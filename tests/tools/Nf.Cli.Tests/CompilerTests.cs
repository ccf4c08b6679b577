using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Cli.Tests;

/// <summary>What today's compilers emit is packed and gives the right answer.</summary>
[TestClass]
public sealed partial class CompilerTests
{
    private const string Turns = "57";
    private static readonly string[] s_everything =
        ["-mbulk-memory", "-mnontrapping-fptoint", "-msign-ext", "-mtail-call", "-mmultivalue", "-mreference-types"];

    [TestMethod]
    [DataRow("clang-14", false)]
    [DataRow("clang-14", true)]
    [DataRow("clang-19", false)]
    [DataRow("clang-19", true)]
    public void C_gives_the_answer_that_this_machine_gives(string compiler, bool withEveryFeature)
    {
        using TemporaryFolder folder = new();

        string wasm = Compile(folder, compiler, withEveryFeature ? s_everything : []);

        Assert.AreEqual(NativeAnswer(folder), Answer(wasm));
    }

    /// <summary>
    /// Linkers make segments passive for threads only, which nf does not take; so the module that a linker made is changed in the way in
    /// which it would do that: passive segments, and a start function that copies and drops them.
    /// </summary>
    [TestMethod]
    public void C_with_passive_data_gives_the_answer_that_this_machine_gives()
    {
        using TemporaryFolder folder = new();
        string wasm = Compile(folder, "clang-19", ["-mbulk-memory"]);
        string text = Tool("wasm2wat", wasm);
        List<string> start = [];
        string passive = DataSegment().Replace(text, match =>
        {
            int length = DataLength(match.Groups["bytes"].Value);
            int index = start.Count;
            start.Add($"(i32.const {match.Groups["offset"]}) (i32.const 0) (i32.const {length}) memory.init {index} data.drop {index}");
            return $"(data {match.Groups["name"]} {match.Groups["bytes"]})";
        });
        Assert.AreNotEqual(0, start.Count, text);
        passive = $"{passive.TrimEnd()[..^1]} (func $init {string.Join(' ', start)}) (start $init))";
        string packed = Path.Combine(folder.Path, "passive.wasm");
        Tool("wat2wasm", folder.Write("passive.wat", passive), "-o", packed);

        Assert.AreEqual(start.Count, (int)NfRun.Here("pack", packed, "--json").Json["lowered"]!["memory.init"]!);
        Assert.AreEqual(NativeAnswer(folder), Answer(packed));
    }

    [TestMethod]
    public void AssemblyScript_by_default_gives_the_answer_that_node_gives()
    {
        using TemporaryFolder folder = new();
        string examples = Repository.PathOf("examples");
        string script = Path.Combine(examples, "node_modules", "assemblyscript", "bin", "asc.js");
        if (!File.Exists(script))
            Tool("npm", "ci", "--silent", "--prefix", examples);
        string source = folder.Write("features.ts", File.ReadAllText(Guest("features.ts")));
        string wasm = Path.Combine(folder.Path, "features.wasm");
        Tool("node", script, source, "--baseDir", folder.Path, "--outFile", wasm);
        string run = $"console.log(new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync('{wasm}')), {{env: {{abort() {{}}}}}})"
            + $".exports.answer({Turns}))";

        Assert.AreEqual(Tool("node", "-e", run).Trim(), Answer(wasm));
    }

    [GeneratedRegex("""\(data (?<name>\$\S+) \(i32\.const (?<offset>\d+)\) (?<bytes>"[^"]*")\)""")]
    private static partial Regex DataSegment();

    [GeneratedRegex("""\\[0-9a-f]{2}|\\.|.""")]
    private static partial Regex DataByte();

    private static int DataLength(string quoted) => DataByte().Count(quoted) - 2;

    private static string Guest(string name) => Path.Combine(AppContext.BaseDirectory, "guests", name);

    private static string Compile(TemporaryFolder folder, string compiler, string[] features)
    {
        string wasm = Path.Combine(folder.Path, "features.wasm");
        Tool(compiler, ["--target=wasm32", "-O2", "-fwrapv", "-nostdlib", "-Wl,--no-entry", .. features, Guest("features.c"), "-o", wasm]);
        return wasm;
    }

    private static string NativeAnswer(TemporaryFolder folder)
    {
        string program = Path.Combine(folder.Path, "native");
        Tool("gcc", "-O1", "-fwrapv", Guest("features.c"), "-o", program);
        return Tool(program).Trim();
    }

    private static string Answer(string wasm)
    {
        NfRun run = NfRun.Here("run", wasm, "--invoke", "answer", Turns, "--json");
        run.AssertDone();
        return ((long)run.Json["results"]!.AsArray().Single()!).ToString(CultureInfo.InvariantCulture);
    }

    private static string Tool(string name, params string[] arguments)
    {
        NfRun run = NfRun.Program(name, [], arguments);
        Assert.AreEqual(0, (int)run.Status, $"{name} {string.Join(' ', arguments)}: {run.Error}{run.Output}");
        return run.Output;
    }
}
