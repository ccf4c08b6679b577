using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Chunker.Tests;

/// <summary>Many files through a pool: its cap holds, instances are used again, results stand in the order of the files.</summary>
[TestClass]
public sealed class PoolTests
{
    private const int Count = 60;

    [TestMethod]
    [DataRow(1, Reading.Batch, GuestEngine.Aot)]
    [DataRow(3, Reading.Batch, GuestEngine.Aot)]
    [DataRow(3, Reading.Node, GuestEngine.Aot)]
    [DataRow(3, Reading.Batch, GuestEngine.Interpreter)]
    public void Files_are_chunked_side_by_side(int concurrency, Reading reading, GuestEngine engine)
    {
        using TemporaryFolder folder = new();
        using ParserPool pool = ParserHost.MakePool(new ParserOptions { Concurrency = concurrency, FilesPerLease = 4 }, engine);

        ChunkReport report = new FileChunker(pool, reading).Run(SourceFile.Find([Fill(folder)]), () => { });

        CollectionAssert.AreEqual(
            Enumerable.Range(0, Count).Select(i => $"f{i:000}").ToArray(), report.Chunks.Select(chunk => chunk.Name).ToArray());
        PoolCounters counters = pool.Counters;
        Assert.IsTrue(counters.HighWater <= concurrency);
        Assert.IsTrue(counters.Reused > 0 && counters.Idle == 1 && counters.InUse == 0);
        Assert.IsTrue(report.Crossings > Count * 6);
        Assert.AreEqual(0, report.Fallbacks.Count);
    }

    [TestMethod]
    public void An_instance_that_grew_is_closed()
    {
        using ParserHost host = new(options: new ParserOptions { Concurrency = 1, GrowthBytesMax = 1 << 20 });

        Assert.IsNull(host.Cut(string.Concat(Enumerable.Repeat("const a = { b: [c, d, e] };\n", 5_000))).Fallback);

        Assert.AreEqual((1ul, 0), (host.Pool.Counters.Recycled, host.Pool.Counters.Idle));
    }

    [TestMethod]
    public void A_folder_becomes_one_json_object()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.ts", "/** Doc. */\nexport class A {}\n");
        folder.Write("b.tsx", "const View = () => <p/>;\n");
        folder.Write("c.min.ts", "let a;" + new string(' ', 5000));
        folder.Write("d.d.ts", "export declare class D {}");
        Directory.CreateDirectory(Path.Combine(folder.Path, "node_modules"));
        folder.Write("node_modules/e.ts", "class E {}");

        NfRun run = NfRun.Here("chunk", folder.Path, "--json", "--text", "--concurrency", "2", "--read", "node", "--engine", "aot");

        run.AssertDone();
        Assert.AreEqual(3, (int)run.Json["files"]!);
        Assert.AreEqual(1, (int)run.Json["fallbacks"]!["LongLine"]!);
        JsonArray chunks = run.Json["chunks"]!.AsArray();
        CollectionAssert.AreEqual(
            new[] { "class A", "function View", "window ", "window " },
            chunks.Select(chunk => $"{chunk!["kind"]} {chunk["name"]}").ToArray());
        Assert.AreEqual("export class A {}", (string?)chunks[0]!["text"]);
        Assert.AreEqual("Doc.", (string?)chunks[0]!["doc"]);
    }

    [TestMethod]
    public void What_does_not_exist_is_named()
    {
        NfRun.Here("chunk", "nowhere").AssertRefused(Status.FileNotFound, "nowhere", "no such file or folder");
        Assert.ThrowsExactly<NfException>(() => new ParserPool([], new ParserOptions { Concurrency = 0 }));
        Assert.ThrowsExactly<NfException>(() => new ParserPool([], new ParserOptions { MemoryPages = 20_000 }));
    }

    [TestMethod]
    public void What_is_no_parser_is_refused()
    {
        using ParserPool pool = new(Encoding.UTF8.GetBytes("no module"), new ParserOptions { Concurrency = 1 });
        using TemporaryFolder folder = new();

        NfException error = Assert.ThrowsExactly<NfException>(
            () => new FileChunker(pool, Reading.Batch).Run(SourceFile.Find([Fill(folder)]), () => { }));

        Assert.AreEqual(Status.NotWasm, error.Status);
    }

    private static string Fill(TemporaryFolder folder)
    {
        foreach (int i in Enumerable.Range(0, Count))
            folder.Write($"{i:000}.ts", $"export function f{i:000}() {{ return {i}; }}\n");
        return folder.Path;
    }
}
