using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>tools/inspect/bucket.mjs, in node and in a browser, on memory that `nf run --dump` wrote.</summary>
[TestClass]
public sealed class InspectorTests
{
    private const string Browser = "/usr/bin/chromium-headless-shell";

    // Text at 1024; the heap begins at 4096.
    private const string Text = """{"name":"tmp105 \u00e9\n","samples":[21.5,-0,5e-324,null,true],"empty":{},"deep":[[["x"]]]}""";

    private const string Guest = """
        (import "vera" "json_parse" (func $json_parse (param i32 i32) (result i32)))
        (import "vera" "map_new" (func $map_new (result i32)))
        (import "vera" "set_new" (func $set_new (result i32)))
        (import "vera" "map_insert$ks_vi" (func $insert (param i32 i32 i32 i64) (result i32)))
        (import "vera" "map_remove$ks" (func $remove (param i32 i32 i32) (result i32)))
        (import "vera" "set_add$ef" (func $add (param i32 f64) (result i32)))
        (memory (export "memory") 1)
        (global $heap (mut i32) (i32.const 4096))
        (global (export "gc_sp") (mut i32) (i32.const 16))
        (global (export "gc_stack_limit") i32 (i32.const 1024))
        (data (i32.const 1024) "{0}")
        (func (export "alloc") (param i32) (result i32)
          (global.get $heap)
          (global.set $heap (i32.and (i32.add (i32.add (global.get $heap) (local.get 0)) (i32.const 7)) (i32.const -8))))
        (func (export "json") (result i32) (i32.load offset=4 (call $json_parse (i32.const 1024) (i32.const {1}))))
        (func (export "map") (result i32)
          (call $remove
            (call $insert (call $insert (call $insert (call $map_new)
              (i32.const 1026) (i32.const 4) (i64.const -7))
              (i32.const 0) (i32.const 0) (i64.const 9223372036854775807))
              (i32.const 1024) (i32.const 1) (i64.const 0))
            (i32.const 1024) (i32.const 1)))
        (func (export "set") (result i32)
          (call $add (call $add (call $add (call $set_new) (f64.const nan)) (f64.const -0)) (f64.const 1e300)))
        """;

    private static readonly Dictionary<string, (string Types, string Tree)> s_expected = new()
    {
        ["json"] = ("", """
            object at {0}: 4 of 8 slots
              "name": "tmp105 é\n"
              "samples": array at *: 5 elements
                0: 21.5
                1: -0
                2: 5e-324
                3: null
                4: true
              "empty": object at *: 0 of 0 slots
              "deep": array at *: 1 element
                0: array at *: 1 element
                  0: array at *: 1 element
                    0: "x"

            """),
        ["map"] = ("si", """
            map at {0}: 2 of 8 slots
              "name": -7
              "": 9223372036854775807

            """),
        ["set"] = ("f", """
            set at {0}: 3 of 8 slots
              NaN
              -0
              1e+300

            """),
    };

    private static readonly TemporaryFolder s_folder = new();

    [ClassCleanup]
    public static void CleanUp() => s_folder.Dispose();

    public static IEnumerable<object[]> Exports() => s_expected.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Exports))]
    public void Node_shows_the_tree(string export)
    {
        (string dump, uint at) = Dump(export);
        AssertTree(export, at, Node(0, dump, "--at", $"0x{at:x}", "--types", s_expected[export].Types));
    }

    [TestMethod]
    [DynamicData(nameof(Exports))]
    public void A_browser_shows_the_same(string export)
    {
        if (!File.Exists(Browser))
            Assert.Inconclusive($"{Browser} is not there: apt-get install chromium-headless-shell");
        (string dump, uint at) = Dump(export);
        string page = dump + ".html";
        Assert.AreEqual("", Node(0, dump, "--at", $"{at}", "--types", s_expected[export].Types, "--page", page));
        string document = Output(Browser, 0, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", new Uri(page).AbsoluteUri);
        const string begin = "<pre id=\"tree\">";
        int from = document.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        string tree = document[from..document.IndexOf("</pre>", from, StringComparison.Ordinal)];
        AssertTree(export, at, WebUtility.HtmlDecode(tree));
    }

    [TestMethod]
    public void Words_without_types_are_shown_as_they_are()
    {
        (string dump, uint at) = Dump("map");
        StringAssert.Contains(Node(0, dump, "--at", $"{at}"), "  0x402 0x4: 0xfffffff9 0xffffffff\n");
    }

    [TestMethod]
    public void Collections_in_lent_memory_name_their_types()
    {
        byte[] memory = new byte[1024];
        Words(memory, 64, 0xFEEDC011, 0x0003, 8, 2);
        Words(memory, 64 + 16 + 20, 0x80000001, 512, 3, 42, 0);
        Words(memory, 64 + 16 + 5 * 20, 0x90000001, 515, 2, unchecked((uint)-1), uint.MaxValue);
        Encoding.ASCII.GetBytes("oneno").CopyTo(memory, 512);
        Words(memory, 256, 0xFEEDC014, 2, 4, uint.MaxValue, 1, 7, 0, 0, 10, 11, 12, 13);
        string dump = Path.Combine(s_folder.Path, "lent.bin");
        File.WriteAllBytes(dump, memory);
        Assert.AreEqual("nf map of s to i at 0x40: 2 of 8 slots\n  \"one\": 42\n  \"no\": -1\n", Node(0, dump, "--at", "64"));
        Assert.AreEqual("nf ring of b at 0x100: 2 of 4 slots\n  0: 13\n  1: 10\n", Node(0, dump, "--at", "256"));
    }

    [TestMethod]
    public void Damage_is_a_line_and_never_a_hang()
    {
        (string dump, uint at) = Dump("json");
        byte[] whole = File.ReadAllBytes(dump);
        string script = Path.Combine(s_folder.Path, "damage.mjs");
        File.WriteAllText(script, $$"""
            import { readFileSync } from 'node:fs';
            import { LayoutError, Memory, treeText } from '{{Reader}}';
            const whole = readFileSync('{{dump}}');
            let seed = 12345, refused = 0, shown = 0;
            const next = (bound) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, (seed >>> 8) % bound);
            for (let i = 0; i < 20000; i++) {
                const bytes = Uint8Array.from(whole.subarray(0, 8192));
                for (let n = 1 + next(3); n > 0; n--) bytes[4096 + next(1024)] = next(2) === 0 ? next(256) : [0, 1, 5, 255][next(4)];
                try {
                    treeText(new Memory(bytes.buffer), {{at}}, '', 10000);
                    shown++;
                } catch (error) {
                    if (!(error instanceof LayoutError)) throw error;
                    refused++;
                }
            }
            console.log(refused > 2000 && shown > 2000 ? 'fine' : `${refused} refused, ${shown} shown`);
            """);
        Assert.AreEqual("fine\n", Output("node", 0, script));
        Assert.HasCount(whole.Length, File.ReadAllBytes(dump));
        Assert.AreEqual("", Node(1, dump, "--at", "0x100000"));
        Assert.AreEqual("", Node(2, dump));
    }

    [TestMethod]
    public void What_is_dumped_is_all_of_the_memory()
    {
        (string dump, uint at) = Dump("json");
        byte[] memory = File.ReadAllBytes(dump);
        Assert.HasCount(65536, memory);
        Assert.AreEqual(Text, Encoding.ASCII.GetString(memory, 1024, Text.Length));
        Assert.AreEqual(5u, BitConverter.ToUInt32(memory, (int)at));
    }

    private static string Reader => Repository.PathOf("tools", "inspect", "bucket.mjs");

    private static (string Path, uint At) Dump(string export)
    {
        string data = string.Concat(Encoding.ASCII.GetBytes(Text).Select(letter => $"\\{letter:x2}"));
        string wat = Guest.Replace("{0}", data, StringComparison.Ordinal).Replace("{1}", $"{Text.Length}", StringComparison.Ordinal);
        string guest = s_folder.Write($"{export}.wasm", Wat.Compile(wat));
        string dump = Path.Combine(s_folder.Path, $"{export}-{Guid.NewGuid():n}.bin");
        NfRun run = NfRun.Here("run", guest, "--dump", dump, "--json", "--invoke", export);
        Assert.AreEqual(Status.Ok, run.Status, run.Error);
        return (dump, (uint)(long)run.Json["results"]![0]!);
    }

    private static void AssertTree(string export, uint at, string tree)
    {
        string expected = s_expected[export].Tree.Replace("{0}", $"0x{at:x}", StringComparison.Ordinal).ReplaceLineEndings("\n");
        IEnumerable<string> lines = tree.Split('\n').Select((line, i) => i == 0 ? line : Regex.Replace(line, "at 0x[0-9a-f]+", "at *"));
        string actual = string.Join('\n', lines);
        Assert.AreEqual(expected, actual);
    }

    private static void Words(byte[] memory, int at, params uint[] words)
    {
        foreach (uint word in words)
        {
            BitConverter.TryWriteBytes(memory.AsSpan(at), word);
            at += 4;
        }
    }

    private static string Node(int exitCode, params string[] arguments) => Output("node", exitCode, [Reader, .. arguments]);

    private static string Output(string program, int exitCode, params string[] arguments)
    {
        NfRun run = NfRun.Program(program, [], arguments);
        Assert.AreEqual(exitCode, (int)run.Status, run.Error);
        return run.Output;
    }
}
