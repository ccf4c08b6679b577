using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
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
            /// The guests of the folder hostile as <c>wat2wasm --debug-names</c> translates them, those named metered-X with a manifest;
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

    // metered-X.wat is metered by hand, as docs/PACKAGE.md says; what lacks to a package is the manifest.
    private static byte[] Compile(string file)
    {
        byte[] module = Wat.Compile(File.ReadAllText(file), names: true);
        if (!Path.GetFileName(file).StartsWith("metered-", StringComparison.Ordinal)) return module;
        byte[] section = [.. "\x0bnf.manifest"u8, .. Manifest(module)];
        return [.. module, 0, checked((byte)section.Length), .. section];
    }

    private static byte[] Manifest(byte[] module)
    {
        const ulong Fuel = 1000000;
        const uint Depth = 8, Pages = 0, Elements = 0, StackBytes = 1024, Slots = 0;
        using MemoryStream made = new();
        using BinaryWriter writer = new(made);
        writer.Write([.. "nfm\x01"u8]);
        foreach (ushort number in (ushort[])[1, 1, 0, 0]) writer.Write(number);
        writer.Write(Fuel);
        foreach (uint number in (uint[])[Depth, Pages, Elements, StackBytes, Slots]) writer.Write(number);
        writer.Write(SHA256.HashData(module));
        writer.Write([.. "\x07hostile"u8, 0]);
        return made.ToArray();
    }

    private static string PropertyName(string file) =>
        string.Concat(Path.GetFileNameWithoutExtension(file).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
