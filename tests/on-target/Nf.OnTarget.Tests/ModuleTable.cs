using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>A folder of texts as a C# class that holds their modules as bytes, for images; tests make these files and compare them.</summary>
/// <param name="ClassName">The class, and the file in tests/on-target.</param>
/// <param name="Folder">The folder there.</param>
/// <param name="Summary">What the class is, one line.</param>
/// <param name="Compile">Makes a module of a file.</param>
internal sealed record ModuleTable(string ClassName, string Folder, string Summary, Func<string, byte[]> Compile)
{
    private const int BytesInLine = 24;

    /// <summary>Fails when the class is not what the texts make, and leaves the right one in build.</summary>
    public void AssertCurrent()
    {
        string expected = Source();
        string file = Repository.PathOf("tests", "on-target", ClassName + ".cs");
        if (File.Exists(file) && File.ReadAllText(file) == expected) return;
        string made = Repository.PathOf("build", ClassName + ".cs");
        File.WriteAllText(made, expected);
        Assert.Fail($"tests/on-target/{ClassName}.cs is not what its texts make; the right one is now {Repository.Relative(made)}");
    }

    private string Source()
    {
        string[] files = [.. Directory.GetFiles(Repository.PathOf("tests", "on-target", Folder), "*.wat").Order(StringComparer.Ordinal)];
        StringBuilder text = new($$"""
            using System;

            namespace Nf.OnTarget;

            /// <summary>
            /// {{Summary}}
            /// a test makes this file and compares it.
            /// </summary>
            internal static class {{ClassName}}
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

    private static string PropertyName(string file) =>
        string.Concat(Path.GetFileNameWithoutExtension(file).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
