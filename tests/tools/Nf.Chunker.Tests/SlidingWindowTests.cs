using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Chunker.Tests;

/// <summary>Windows cover a text, overlap as they should and cut no character.</summary>
[TestClass]
public sealed class SlidingWindowTests
{
    private static readonly string[] s_characters = ["a", " ", "\n", "ß", "€", "漢", "🙂", "𝒳", "\u0301"];

    [TestMethod]
    public void Windows_of_any_text() => Prop.ForAll(Texts(), text =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        IReadOnlyList<Chunk> windows = SlidingWindow.Cut("f", bytes);
        string[] contents = [.. windows.Select(window => Encoding.UTF8.GetString(bytes[window.StartByte..window.EndByte]))];
        int[] lengths = [.. contents.Select(content => content.EnumerateRunes().Count())];

        Assert.AreEqual(Math.Max(1, (int)Math.Ceiling((text.EnumerateRunes().Count() - 500) / 3500.0)), Math.Max(1, windows.Count));
        Assert.IsTrue(lengths.SkipLast(1).All(length => length == 4000) && lengths.TakeLast(1).All(length => length is > 0 and <= 4000));
        for (int i = 1; i < windows.Count; i++)
        {
            string common = Encoding.UTF8.GetString(bytes, windows[i].StartByte, windows[i - 1].EndByte - windows[i].StartByte);
            Assert.AreEqual(500, common.EnumerateRunes().Count());
            Assert.IsTrue(lengths[i] > 500, "it adds something");
        }
        Assert.IsFalse(contents.Any(content => content.Contains('\uFFFD', StringComparison.Ordinal)), "no character is cut");
        Assert.AreEqual(text, Joined(windows, bytes));
        Assert.IsTrue(windows.All(window => window.StartLine == LineOf(bytes, window.StartByte)));
        Assert.IsTrue(windows.All(window => window.EndLine == LineOf(bytes, window.EndByte - 1)));
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Windows_of_any_bytes() => Prop.ForAll(Bytes(), bytes =>
    {
        IReadOnlyList<Chunk> windows = SlidingWindow.Cut("f", bytes);

        Assert.AreEqual(bytes.Length == 0 ? 0 : bytes.Length, windows.Count == 0 ? 0 : windows[^1].EndByte);
        for (int i = 0; i < windows.Count; i++)
        {
            Assert.AreEqual(i == 0 ? 0 : windows[i].StartByte, windows[i].StartByte);
            Assert.IsTrue(windows[i].EndByte - windows[i].StartByte is > 0 and <= 16_000);
            Assert.IsTrue(i == 0 || (windows[i].StartByte < windows[i - 1].EndByte && windows[i].EndByte > windows[i - 1].EndByte));
        }
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts() => (
        from count in Gen.Choose(0, 13_000)
        from seed in Gen.Choose(0, int.MaxValue)
        select Text(count, new Random(seed))).ToArbitrary();

    private static string Text(int count, Random random) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => s_characters[random.Next(s_characters.Length)]));

    private static Arbitrary<byte[]> Bytes() => (
        from count in Gen.Choose(0, 13_000)
        from seed in Gen.Choose(0, int.MaxValue)
        select RandomBytes(count, new Random(seed))).ToArbitrary();

    private static byte[] RandomBytes(int count, Random random)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Joined(IReadOnlyList<Chunk> windows, byte[] bytes)
    {
        StringBuilder joined = new();
        int end = 0;
        foreach (Chunk window in windows)
        {
            joined.Append(Encoding.UTF8.GetString(bytes, end, window.EndByte - end));
            end = window.EndByte;
        }
        return joined.ToString();
    }

    private static int LineOf(byte[] bytes, int index) => 1 + bytes.AsSpan(0, index).Count((byte)'\n');
}
