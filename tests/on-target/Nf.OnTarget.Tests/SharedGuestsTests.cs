using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>The guests of tests/guests/collections are compiled into images as bytes, in a file that is made from them.</summary>
[TestClass]
public sealed class SharedGuestsTests
{
    private const int BytesInLine = 24;

    [TestMethod]
    public void The_bytes_are_those_of_the_guests()
    {
        string expected = Source();
        if (File.ReadAllText(Repository.PathOf("tests", "on-target", "SharedGuests.cs")) == expected) return;
        string made = Repository.PathOf("build", "SharedGuests.cs");
        File.WriteAllText(made, expected);
        Assert.Fail($"tests/on-target/SharedGuests.cs is not what the guests are; the right one is now {Repository.Relative(made)}");
    }

    private static string Source() => $$"""
        using System;

        namespace Nf.OnTarget;

        /// <summary>The guests of tests/guests/collections; a test makes this file and compares it.</summary>
        internal static class SharedGuests
        {
            /// <summary>collections.c.</summary>
            public static ReadOnlySpan<byte> C =>
            [
        {{Bytes("collections-c.wasm")}}
            ];

            /// <summary>collections.ts.</summary>
            public static ReadOnlySpan<byte> AssemblyScript =>
            [
        {{Bytes("collections-as.wasm")}}
            ];
        }

        """;

    private static string Bytes(string file)
    {
        byte[] wasm = File.ReadAllBytes(Repository.PathOf("tests", "guests", "collections", file));
        return string.Join('\n', wasm.Chunk(BytesInLine).Select(line => "        " + string.Join(' ', line.Select(value => $"0x{value:x2},"))));
    }
}
