using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime;

namespace Nf.Chunker.Tests;

/// <summary>Whatever a file holds, it ends in chunks or in a fallback that is counted, and the pool serves the next one.</summary>
[TestClass]
public sealed class HostileInputTests
{
    private const string Ordinary = "/** Doc. */\nexport function f() {}\n";

    private static readonly Dictionary<string, byte[]> s_inputs = MakeInputs();

    private static IEnumerable<object[]> Inputs => s_inputs.Keys.Select(name => new object[] { name });

    private static IEnumerable<object[]> InputsOnEngines =>
        Enum.GetValues<GuestEngine>().SelectMany(engine => s_inputs.Keys.Select(name => new object[] { name, engine }));

    private static Dictionary<string, byte[]> MakeInputs()
    {
        Random random = new(7);
        return new Dictionary<string, byte[]>
        {
            ["100,000 open brackets"] = Lines('[', 100_000),
            ["100,000 open braces"] = Lines('{', 100_000),
            ["100,000 open parentheses"] = Lines('(', 100_000),
            ["100,000 pairs of brackets"] = Encoding.UTF8.GetBytes(Broken(new string('[', 100_000) + new string(']', 100_000))),
            ["50,000 nested namespaces"] = Repeat("namespace a {\n", 50_000),
            ["50,000 nested classes"] = Repeat("class A { m() {\n", 50_000),
            ["50,000 nested generics"] = Repeat("A<\n", 50_000),
            ["50,000 nested templates"] = Repeat("`${\n", 50_000),
            ["50,000 else ifs"] = Repeat("if (a) b; else\n", 50_000),
            ["100,000 operators"] = Repeat("a +\n", 100_000),
            ["a comment without an end"] = Encoding.UTF8.GetBytes("/*" + Broken(new string('*', 300_000))),
            ["a line of a megabyte"] = Encoding.UTF8.GetBytes("let a = '" + new string('x', 1 << 20) + "';"),
            ["random bytes"] = Random(random, 300_000, 256),
            ["random ASCII"] = Random(random, 100_000, 128),
            ["zeros"] = Lines('\0', 100_000),
            ["truncated UTF-8"] = [.. Encoding.UTF8.GetBytes("const a = '🙂'; // 漢"), 0xF0, 0x9F],
            ["every lead byte alone"] = Enumerable.Range(0, 256).SelectMany(b => new[] { (byte)b, (byte)'\n' }).ToArray(),
        };
    }

    [TestMethod]
    [DynamicData(nameof(InputsOnEngines))]
    public void An_input_ends_in_a_result_or_a_counted_fallback(string name, GuestEngine engine)
    {
        byte[] text = s_inputs[name];
        // About two seconds on either engine.
        ulong fuel = engine == GuestEngine.Interpreter ? 3_000_000_000ul : 50_000_000_000;
        using ParserHost host = new(options: new ParserOptions { Concurrency = 1, Fuel = fuel }, engine: engine);

        FileChunks file = host.Cut(text);

        AssertCovered(name, file, text);
        AssertServes(host);
    }

    [TestMethod]
    [DynamicData(nameof(Inputs))]
    public void An_instance_with_less_memory_than_the_parser_itself_falls_back(string name)
    {
        byte[] text = s_inputs[name];
        using ParserHost host = new(options: new ParserOptions { Concurrency = 1, MemoryPages = 24 });

        FileChunks file = host.Cut(text);

        Assert.IsTrue(file.Fallback is nameof(Status.LimitExceeded) or FileChunker.LongLine, file.Fallback);
        AssertCovered(name, file, text);
    }

    [TestMethod]
    [DataRow(GuestEngine.Interpreter)]
    [DataRow(GuestEngine.Aot)]
    public void An_instance_that_runs_out_of_memory_traps_and_is_dropped(GuestEngine engine)
    {
        using ParserHost host = new(options: new ParserOptions { Concurrency = 1, MemoryPages = 64 }, engine: engine);

        FileChunks file = host.Cut(Repeat("const a = { b: [c, d, e] };\n", 20_000));

        Assert.AreEqual(nameof(Status.TrapUnreachable), file.Fallback, "abort");
        PoolCounters counters = host.Pool.Counters;
        Assert.AreEqual((1ul, 1ul, 0), (counters.Tainted, counters.Closed, counters.InUse));
        AssertServes(host);
    }

    [TestMethod]
    public void A_file_that_takes_too_long_is_stopped()
    {
        using ParserHost host = new(options: new ParserOptions { Concurrency = 1, Fuel = 10_000_000 });

        FileChunks file = host.Cut(Repeat("const a = { b: [c, d, e] };\n", 20_000));

        Assert.AreEqual(nameof(Status.TrapOutOfFuel), file.Fallback);
        AssertServes(host);
    }

    [TestMethod]
    [DataRow(2048, null)]
    [DataRow(2049, FileChunker.LongLine)]
    public void A_long_line_is_not_parsed(int bytes, string? fallback)
    {
        string line = "//" + new string('x', bytes - 2);
        using ParserHost host = new();

        foreach (string text in new[] { line, line + "\n", "let a;\n" + line, "let a;\n" + line + "\nlet b;\n" })
            Assert.AreEqual(fallback, host.Cut(text).Fallback);
    }

    private static void AssertCovered(string name, FileChunks file, byte[] text)
    {
        Assert.AreSame(text, file.Text);
        if (file.Fallback == null)
            return;
        Console.WriteLine($"{name}: {file.Fallback}");
        Assert.AreEqual(text.Length, file.Chunks[^1].EndByte);
        Assert.IsTrue(file.Chunks.All(chunk => chunk.Kind == ChunkKind.Window));
    }

    private static void AssertServes(ParserHost host)
    {
        FileChunks file = host.Cut(Ordinary);

        Assert.IsNull(file.Fallback);
        Assert.AreEqual(("f", "Doc."), (file.Chunks.Single().Name, file.Chunks.Single().Doc));
        Assert.AreEqual(0, host.Pool.Counters.InUse);
    }

    private static byte[] Lines(char character, int count) => Encoding.UTF8.GetBytes(Broken(new string(character, count)));

    // In lines that are short enough to be parsed.
    private static string Broken(string text) => string.Join('\n', text.Chunk(1000).Select(line => new string(line)));

    private static byte[] Repeat(string text, int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, count)));

    private static byte[] Random(Random random, int count, int values)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(values))];
        for (int i = 0; i < count; i += 1000)
            bytes[i] = (byte)'\n';
        return bytes;
    }
}
