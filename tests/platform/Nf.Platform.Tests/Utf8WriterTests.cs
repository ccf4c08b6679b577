using System;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class Utf8WriterTests
{
    private delegate void Writing(ref Utf8Writer writer);

    [TestMethod]
    public void UnsignedDecimal() => Prop.ForAll<ulong>(value =>
        Write((ref Utf8Writer writer) => writer.Decimal(value)) == value.ToString(CultureInfo.InvariantCulture)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void SignedDecimal() => Prop.ForAll<long>(value =>
        Write((ref Utf8Writer writer) => writer.Decimal(value)) == value.ToString(CultureInfo.InvariantCulture)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void HexadecimalOfEveryWidth() => Prop.ForAll<uint, byte>((value, width) =>
    {
        int digits = 1 + (width % 8);
        string expected = value.ToString("x" + digits, CultureInfo.InvariantCulture);
        return Write((ref Utf8Writer writer) => writer.Hex(value, digits)) == expected;
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void HexadecimalOfBytes() => Prop.ForAll<byte[]>(bytes =>
        Write((ref Utf8Writer writer) => writer.Hex(bytes)) == Convert.ToHexStringLower(bytes)).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow(0UL)]
    [DataRow(9UL)]
    [DataRow(10UL)]
    [DataRow(9_999_999_999_999_999_999UL)]
    [DataRow(10_000_000_000_000_000_000UL)]
    [DataRow(ulong.MaxValue)]
    public void DecimalAtTheEdges(ulong value)
    {
        Assert.AreEqual(value.ToString(CultureInfo.InvariantCulture), Write((ref Utf8Writer writer) => writer.Decimal(value)));
        long signed = unchecked((long)value);
        Assert.AreEqual(signed.ToString(CultureInfo.InvariantCulture), Write((ref Utf8Writer writer) => writer.Decimal(signed)));
    }

    [TestMethod]
    public void TheLowestNumber() =>
        Assert.AreEqual("-9223372036854775808", Write((ref Utf8Writer writer) => writer.Decimal(long.MinValue)));

    [TestMethod]
    public void WhatDoesNotFitIsMarked() => Prop.ForAll<byte[], byte>((text, room) =>
    {
        byte[] memory = new byte[room + 1];
        memory[room] = 0xEE;
        Utf8Writer writer = new(memory.AsSpan(0, room));
        writer.Text(text);
        bool overflows = text.Length > room;
        byte[] expected = text[..Math.Min(text.Length, room)];
        if (overflows && room > 0)
            expected[^1] = (byte)'~';
        return memory[room] == 0xEE && writer.IsTruncated == overflows && writer.Written.SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void NothingFollowsTheMark()
    {
        Utf8Writer writer = new(new byte[4]);
        writer.Text("abcde"u8);
        writer.Decimal(7);
        writer.Text("f"u8);
        Assert.AreEqual("abc~", Encoding.ASCII.GetString(writer.Written));
    }

    private static string Write(Writing write)
    {
        Utf8Writer writer = new(new byte[1024]);
        write(ref writer);
        Assert.IsFalse(writer.IsTruncated);
        return Encoding.ASCII.GetString(writer.Written);
    }
}
