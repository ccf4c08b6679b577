using System;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class PinNameTests
{
    [TestMethod]
    [DataRow("PA0", 0)]
    [DataRow("PA7", 7)]
    [DataRow("PB0", 8)]
    [DataRow("PF0", 40)]
    [DataRow("PH7", 63)]
    public void KnownNames(string name, int pin)
    {
        Assert.AreEqual(Status.Ok, PinName.Parse(Encoding.ASCII.GetBytes(name), out int parsed));
        Assert.AreEqual(pin, parsed);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("P")]
    [DataRow("PA")]
    [DataRow("PA8")]
    [DataRow("PI0")]
    [DataRow("P@0")]
    [DataRow("PA/")]
    [DataRow("pa0")]
    [DataRow("XA0")]
    [DataRow("PA00")]
    [DataRow(" PA0")]
    public void OtherTextIsNoPin(string name)
    {
        Assert.AreEqual(Status.PinNotFound, PinName.Parse(Encoding.ASCII.GetBytes(name), out int parsed));
        Assert.AreEqual(-1, parsed);
    }

    [TestMethod]
    public void EveryPinRoundTrips()
    {
        for (int pin = 0; pin < PinName.PinCount; pin++)
        {
            byte[] name = Format(pin);
            Assert.HasCount(PinName.Length, name);
            Assert.AreEqual(Status.Ok, PinName.Parse(name, out int parsed));
            Assert.AreEqual(pin, parsed);
        }
    }

    [TestMethod]
    public void WhatParsesIsFormattedAlike() => Prop.ForAll<byte[]>(name =>
        PinName.Parse(name, out int pin) != Status.Ok || Format(pin).AsSpan().SequenceEqual(name)).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow(-1, "-1")]
    [DataRow(64, "64")]
    [DataRow(int.MinValue, "-2147483648")]
    public void ANumberWithoutPinIsDecimal(int pin, string expected) => Assert.AreEqual(expected, Encoding.ASCII.GetString(Format(pin)));

    private static byte[] Format(int pin)
    {
        Utf8Writer writer = new(new byte[16]);
        PinName.Format(pin, ref writer);
        return writer.Written.ToArray();
    }
}
