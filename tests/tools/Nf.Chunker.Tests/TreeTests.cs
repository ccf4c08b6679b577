using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.Runtime;

namespace Nf.Chunker.Tests;

/// <summary>The guest makes the trees that the same C makes natively, and both ways of reading give the same.</summary>
[TestClass]
public sealed class TreeTests
{
    private static readonly Dictionary<string, string> s_texts = new()
    {
        ["nothing"] = "",
        ["blank"] = "\n\n  ",
        ["a class"] = "export class A<T> { constructor(private readonly a: Map<string, T>) {} /* c */ }",
        ["templates"] = "const größe = `a ${b + `${c}`} d`; // 🙂\nlabel: for (const x of y) { if (x) continue label; }",
        ["types"] = "let a = b as unknown as { [K in keyof T]?: T[K] extends infer U ? U : never };",
        ["errors"] = "function broken( { ] => class {{{ \u0000 'open",
        ["many nodes"] = string.Concat(Enumerable.Repeat("namespace A { export function f<T>(x: T): T { return x; } }\n", 200)),
        ["escapes"] = "\uFEFFvar x = /re[/]gex/g.test('\\u{1F642}');",
    };

    private static IEnumerable<object[]> Texts => s_texts.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Texts))]
    public void Both_ways_of_reading_give_the_same(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(s_texts[name]);
        using ParserHost batch = new(Reading.Batch);
        using ParserHost node = new(Reading.Node);
        using ParserHost interpreted = new(Reading.Node, engine: GuestEngine.Interpreter);

        CollectionAssert.AreEqual(batch.Parse(bytes), node.Parse(bytes));
        CollectionAssert.AreEqual(batch.Parse(bytes), interpreted.Parse(bytes));
    }

    [TestMethod]
    [DataRow(GuestEngine.Aot)]
    [DataRow(GuestEngine.Interpreter)]
    public void The_guest_makes_the_native_trees(GuestEngine engine)
    {
        using TemporaryFolder folder = new();
        List<string> paths = [];
        List<string> expected = [];
        using ParserHost host = new(engine: engine);
        foreach (string text in s_texts.Values)
        {
            foreach ((string extension, Language language) in new[] { (".ts", Language.TypeScript), (".tsx", Language.Tsx) })
            {
                string path = folder.Write(paths.Count + extension, text);
                paths.Add(path);
                expected.Add(Hash(host.Parse(File.ReadAllBytes(path), language)));
            }
        }
        string list = folder.Write("list", string.Join('\n', paths) + "\n");

        NfRun native = NfRun.Program(ParserBuild.NativeProgram, "hash\n"u8.ToArray(), [list]);

        native.AssertDone();
        CollectionAssert.AreEqual(expected, native.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void A_tree_that_leads_outside_is_no_tree()
    {
        NodeRecord root = new() { EndByte = 10, Parent = NodeRecord.NoNode, Next = 2 };
        NodeRecord child = new() { StartByte = 1, EndByte = 10, Parent = 0, Next = 2 };

        Assert.IsTrue(Tree(root, child).IsConsistent(10));
        Assert.IsFalse(Tree().IsConsistent(10));
        Assert.IsFalse(Tree(root, child).IsConsistent(9), "behind the text");
        Assert.IsFalse(Tree(root, child with { StartByte = 11 }).IsConsistent(11), "ends before it begins");
        Assert.IsFalse(Tree(root, child with { Next = 1 }).IsConsistent(10), "for ever");
        Assert.IsFalse(Tree(root, child with { Next = 3 }).IsConsistent(10), "behind its parent");
        Assert.IsFalse(Tree(root, child with { Parent = 1 }).IsConsistent(10), "its own parent");
        Assert.IsFalse(Tree(root, child with { Parent = NodeRecord.NoNode }).IsConsistent(10), "two roots");
        Assert.IsFalse(Tree(root with { Next = 3 }, child).IsConsistent(10), "behind the last node");
        Assert.IsFalse(Tree(root with { Parent = 0 }, child).IsConsistent(10), "no root");
    }

    private static SyntaxTree Tree(params NodeRecord[] nodes)
    {
        SyntaxTree tree = new();
        nodes.CopyTo(tree.Resize(nodes.Length));
        return tree;
    }

    // As in native.c.
    private static string Hash(NodeRecord[] nodes)
    {
        ulong hash = 14695981039346656037;
        foreach (uint word in MemoryMarshal.Cast<NodeRecord, uint>(nodes))
            hash = (hash ^ word) * 1099511628211;
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
