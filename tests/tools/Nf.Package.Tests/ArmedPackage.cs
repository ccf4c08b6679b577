using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Examples.Tests;

namespace Nf.Package.Tests;

/// <summary>What came of a call.</summary>
/// <param name="Result">The result as text; "trap".</param>
/// <param name="Fuel">What F holds then.</param>
/// <param name="Depth">What D holds then.</param>
internal sealed record Outcome(string Result, long Fuel, long Depth);

/// <summary>A copy of a package for node: F and D start full, and they and all functions are exported.</summary>
internal static class ArmedPackage
{
    private const int ImportSection = 2;
    private const int FunctionSection = 3;
    private const int GlobalSection = 6;
    private const int ExportSection = 7;
    private const int NumberBytes = 10;

    /// <summary>Makes the copy.</summary>
    public static byte[] Of(byte[] package, long fuel = 1L << 60, long depth = 1 << 20)
    {
        List<(int Id, byte[] Content)> sections = WasmBytes.Sections(WasmBytes.Without(package, "nf.manifest"));
        int globals = sections.FindIndex(section => section.Id == GlobalSection);
        sections[globals] = (GlobalSection, Arm(sections[globals].Content, fuel, depth));
        int at = 0;
        int globalCount = (int)WasmBytes.ReadLeb(sections[globals].Content, ref at);
        int functions = Count(sections, ImportSection) + Count(sections, FunctionSection);
        byte[] added =
        [
            .. Export(":F", 3, globalCount - 2), .. Export(":D", 3, globalCount - 1),
            .. Enumerable.Range(0, functions).SelectMany(index => Export($":{index}", 0, index)),
        ];
        int exports = sections.FindIndex(section => section.Id == ExportSection);
        if (exports < 0)
        {
            exports = globals + 1;
            sections.Insert(exports, (ExportSection, [0]));
        }
        sections[exports] = (ExportSection, Append(sections[exports].Content, functions + 2, added));
        return WasmBytes.Module(sections);
    }

    /// <summary>Runs calls in node.</summary>
    public static List<Outcome> Run(byte[] package, params string[][] actions) => Play(Of(package), actions);

    /// <summary>Runs calls of a module as it is in node; it has no fuel and no depth.</summary>
    public static List<Outcome> Play(byte[] wasm, params string[][] actions)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, wasm);
            string script = Path.Combine(AppContext.BaseDirectory, "run.mjs");
            string output = Tool.Output("node", [script, file], JsonSerializer.SerializeToUtf8Bytes(actions));
            return [.. JsonNode.Parse(output)!.AsArray().Select(Read)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Outcome Read(JsonNode? node) =>
        new((string)node!["result"]!, Number(node["fuel"]), Number(node["depth"]));

    private static long Number(JsonNode? node) => long.TryParse((string?)node, out long number) ? number : 0;

    // Both globals end with: type, mutable, i64.const 0, end.
    private static byte[] Arm(byte[] content, long fuel, long depth)
    {
        byte[] empty = [0x7E, 1, 0x42, 0, 0x0B, 0x7E, 1, 0x42, 0, 0x0B];
        Assert.IsTrue(content.AsSpan().EndsWith(empty), "F and D are the last globals, i64, and start at 0");
        return [.. content[..^empty.Length], .. Armed(fuel), .. Armed(depth)];
    }

    private static byte[] Armed(long value)
    {
        // Ten bytes of seven bits hold every i64; the last one holds the sign.
        byte[] number = [.. Enumerable.Range(0, NumberBytes).Select(i => (byte)((value >> (7 * i)) & 0x7F))];
        for (int i = 0; i < NumberBytes - 1; i++)
            number[i] |= 0x80;
        return [0x7E, 1, 0x42, .. number, 0x0B];
    }

    private static byte[] Export(string name, byte kind, int index) =>
        [.. WasmBytes.Leb(name.Length), .. Encoding.ASCII.GetBytes(name), kind, .. WasmBytes.Leb(index)];

    private static int Count(List<(int Id, byte[] Content)> sections, int id)
    {
        int at = 0;
        return sections.Where(section => section.Id == id).Sum(section => (int)WasmBytes.ReadLeb(section.Content, ref at));
    }

    private static byte[] Append(byte[] vector, int count, byte[] items)
    {
        int at = 0;
        uint before = WasmBytes.ReadLeb(vector, ref at);
        return [.. WasmBytes.Leb(before + count), .. vector[at..], .. items];
    }
}
