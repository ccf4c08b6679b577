using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Package;
using Nf.Runtime.Tests;

namespace Nf.OnTarget.Tests;

/// <summary>The hostile guests are compiled into images as bytes, in a file that is made from their texts.</summary>
[TestClass]
public sealed class HostileModulesTests
{
    private const int BytesInLine = 24;

    [TestMethod]
    public void The_bytes_are_those_of_the_texts()
    {
        string expected = Source();
        if (File.ReadAllText(Repository.PathOf("tests", "on-target", "HostileModules.cs")) == expected) return;
        string made = Repository.PathOf("build", "HostileModules.cs");
        File.WriteAllText(made, expected);
        Assert.Fail($"tests/on-target/HostileModules.cs is not what its texts make; the right one is now {Repository.Relative(made)}");
    }

    private static string Source()
    {
        string[] files = [.. Directory.GetFiles(Repository.PathOf("tests", "on-target", "hostile"), "*.wat").Order(StringComparer.Ordinal)];
        StringBuilder text = new("""
            using System;

            namespace Nf.OnTarget;

            /// <summary>
            /// The guests of the folder hostile as <c>wat2wasm --debug-names</c> translates them, those named packed-X as packages;
            /// a test makes this file and compares it.
            /// </summary>
            internal static class HostileModules
            {
                /// <summary>A module by the name of its file; empty when there is none. O(modules).</summary>
                public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
                {

            """);
        foreach (string file in files)
            text.Append($"        if (name.SequenceEqual(\"{Path.GetFileNameWithoutExtension(file)}\"u8)) return {PropertyName(file)};\n");
        text.Append("        return default;\n    }\n");
        foreach (string file in files)
        {
            text.Append($"\n    private static ReadOnlySpan<byte> {PropertyName(file)} =>\n    [\n");
            foreach (byte[] line in Compile(file).Chunk(BytesInLine))
                text.Append("        ").AppendJoin(' ', line.Select(value => $"0x{value:x2},")).Append('\n');
            text.Append("    ];\n");
        }

        return text.Append("}\n").ToString();
    }

    // packed-X.wat is made a package, with little of everything.
    private static byte[] Compile(string file)
    {
        byte[] module = Wat.Compile(File.ReadAllText(file), names: true);
        if (!Path.GetFileName(file).StartsWith("packed-", StringComparison.Ordinal)) return module;
        PackageOptions options = new()
        {
            Name = "hostile", Fuel = 1_000_000, Depth = 8, StackBytes = 1024, HostSlots = 0, Capabilities = Capabilities(File.ReadAllLines(file)),
        };
        return Packager.Pack(module, options).Wasm;
    }

    // ";; capabilities: gpio:PF0 i2c"; null without such a line.
    private static string[]? Capabilities(string[] lines)
    {
        const string start = ";; capabilities: ";
        return lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Split(' ');
    }

    private static string PropertyName(string file) =>
        string.Concat(Path.GetFileNameWithoutExtension(file).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
