using System;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class BoundedStringTests
{
    // One of each length, the smallest and the largest of each, and the neighbours of the surrogates.
    private static readonly int[] s_scalars =
        [0, 0x41, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x20AC, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x1_F321, 0x10_FFFF];

    [TestMethod]
    public void HoldsTheLongestPrefixOfWholeCodePoints() => Prop.ForAll<byte[], byte>((choices, capacity) =>
    {
        StringBuilder builder = new();
        foreach (byte choice in choices)
            builder.Append(char.ConvertFromUtf32(s_scalars[choice % s_scalars.Length]));
        string text = builder.ToString();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        BoundedString bounded = new(new byte[capacity % 40], ref length);
        Status status = bounded.AppendPrefix(bytes, out ReadOnlySpan<byte> rest);
        int expected = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (expected + rune.Utf8SequenceLength > bounded.Capacity)
                break;
            expected += rune.Utf8SequenceLength;
        }
        bool isRight = status == (expected == bytes.Length ? Status.Ok : Status.Full) && bounded.Length == expected
            && bounded.Bytes.SequenceEqual(bytes.AsSpan(0, expected)) && rest.SequenceEqual(bytes.AsSpan(expected));
        // Cutting it shorter keeps to borders, too.
        for (int most = bounded.Length; most >= -1; most--)
        {
            int before = bounded.Length;
            bounded.Truncate(most);
            isRight &= bounded.Length <= Math.Max(most, 0) && before - bounded.Length <= 4;
            isRight &= new UTF8Encoding(false, true).GetCharCount(bounded.Bytes) >= 0;
        }
        return isRight;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [TestMethod]
    public void WellFormedIsWhatDotNetCallsWellFormed()
    {
        // Every sequence of one and two bytes, and every third and fourth byte behind the interesting ones.
        byte[] memory = new byte[8];
        byte[] text = new byte[4];
        byte[] borders = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xFF];
        for (int first = 0; first < 256; first++)
        {
            for (int second = 0; second < 256; second++)
            {
                foreach (byte third in borders)
                {
                    foreach (byte fourth in borders)
                    {
                        (text[0], text[1], text[2], text[3]) = ((byte)first, (byte)second, third, fourth);
                        int length = 0;
                        Status status = new BoundedString(memory, ref length).TryAppend(text);
                        if (status != (System.Text.Unicode.Utf8.IsValid(text) ? Status.Ok : Status.InvalidArgument))
                            Assert.Fail(Convert.ToHexString(text));
                    }
                }
            }
        }
    }

    [TestMethod]
    public void AppendIsAllOrNothing()
    {
        int length = 0;
        BoundedString text = new(stackalloc byte[6], ref length);
        Assert.AreEqual(Status.Ok, text.TryAppend("abc"u8));
        Assert.AreEqual(Status.Full, text.TryAppend("defg"u8));
        Assert.IsTrue(text.Bytes.SequenceEqual("abc"u8));
        Assert.AreEqual(Status.InvalidArgument, text.TryAppend([0xC3]));
        Assert.AreEqual(Status.InvalidArgument, text.AppendPrefix([0x64, 0xC3], out ReadOnlySpan<byte> rest));
        Assert.IsTrue(rest.SequenceEqual<byte>([0xC3]));
        Assert.IsTrue(text.Bytes.SequenceEqual("abcd"u8));
        text.Clear();
        Assert.AreEqual(0, text.Length);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(10)]
    [DataRow(-1)]
    [DataRow(99999)]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    public void NumbersAreWrittenInDecimalOrNotAtAll(int value)
    {
        string expected = value.ToString(CultureInfo.InvariantCulture);
        for (int capacity = 0; capacity < 13; capacity++)
        {
            int length = 0;
            BoundedString text = new(new byte[capacity], ref length);
            Assert.AreEqual(expected.Length <= capacity ? Status.Ok : Status.Full, text.TryAppend(value));
            Assert.AreEqual(expected.Length <= capacity ? expected : "", Encoding.ASCII.GetString(text.Bytes));
        }
    }

    [TestMethod]
    public void AnImpossibleLengthIsNotBelieved()
    {
        int length = 7;
        Assert.AreEqual(0, new BoundedString(stackalloc byte[4], ref length).Length);
    }
}
