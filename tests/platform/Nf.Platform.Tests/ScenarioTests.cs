using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class ScenarioTests
{
    private const ulong Period = 250_000_000;

    private static readonly ScenarioEvent[] s_events =
    [
        new(0, ScenarioEventKind.Temperature, 0x48, -5_500),
        new(0, ScenarioEventKind.PinLevel, 63, 1),
        new(7, ScenarioEventKind.I2cAbsent, 0x48, 0),
        new(7, ScenarioEventKind.I2cPresent, 0x48, 0),
        new(uint.MaxValue, ScenarioEventKind.Temperature, 0x77, Tmp105.MilliCelsiusMax),
    ];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void WhatIsEncodedIsParsed(bool isFromOutside)
    {
        Assert.AreEqual(Status.Ok, Scenario.Parse(Encode(s_events, isFromOutside), out Scenario scenario));
        Assert.AreEqual(Period, scenario.PeriodNanoseconds);
        Assert.AreEqual(isFromOutside, scenario.IsFromOutside);
        Assert.AreEqual(s_events.Length, scenario.EventCount);
        for (int i = 0; i < s_events.Length; i++)
        {
            Assert.AreEqual(Status.Ok, scenario.GetEvent(i, out ScenarioEvent parsed));
            Assert.AreEqual(s_events[i], parsed);
        }
    }

    [TestMethod]
    public void TheFormIsAsDocumented()
    {
        byte[] expected = Convert.FromHexString(
            "4E465343" + "0100" + "0100" + "80B2E60E00000000" + "64000000" + "01000000" + "04030201" + "01" + "48" + "84EAFFFF");
        ScenarioEvent[] events = [new(0x01020304, ScenarioEventKind.Temperature, 0x48, -5_500)];
        CollectionAssert.AreEqual(expected, Encode(events, isFromOutside: true));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(5)]
    [DataRow(int.MinValue)]
    public void AnEventThatDoesNotExist(int index)
    {
        Assert.AreEqual(Status.Ok, Scenario.Parse(Encode(s_events), out Scenario scenario));
        Assert.AreEqual(Status.OutOfRange, scenario.GetEvent(index, out _));
    }

    [TestMethod]
    public void EveryTruncationAndAnExtraByteAreRefused()
    {
        byte[] blob = Encode(s_events);
        for (int length = 0; length < blob.Length; length++)
        {
            Assert.AreEqual(Status.OutOfRange, Scenario.Parse(blob.AsSpan(0, length), out Scenario scenario));
            Assert.AreEqual(0, scenario.EventCount);
        }
        Assert.AreEqual(Status.OutOfRange, Scenario.Parse([.. blob, 0], out _));
    }

    [TestMethod]
    [DataRow(0, 'X', Status.ScenarioInvalid)]
    [DataRow(3, 'c', Status.ScenarioInvalid)]
    [DataRow(4, 2, Status.NotSupported)]
    [DataRow(5, 1, Status.NotSupported)]
    [DataRow(6, 2, Status.NotSupported)]
    [DataRow(7, 0x80, Status.NotSupported)]
    [DataRow(15, 1, Status.InvalidArgument)]
    [DataRow(20, 4, Status.OutOfRange)]
    [DataRow(23, 0x80, Status.OutOfRange)]
    [DataRow(24 + 4, 0, Status.NotSupported)]
    [DataRow(24 + 4, 5, Status.NotSupported)]
    [DataRow(24 + 5, 0, Status.InvalidArgument)]
    [DataRow(24 + 9, 1, Status.InvalidArgument)]
    [DataRow(34 + 0, 8, Status.ScenarioInvalid)]
    [DataRow(34 + 5, 64, Status.InvalidArgument)]
    [DataRow(34 + 6, 2, Status.InvalidArgument)]
    [DataRow(44 + 5, 0x78, Status.InvalidArgument)]
    [DataRow(44 + 6, 1, Status.InvalidArgument)]
    public void OneWrongByteHasItsStatus(int offset, int value, Status expected)
    {
        byte[] blob = Encode(s_events);
        blob[offset] = (byte)value;
        Assert.AreEqual(expected, Scenario.Parse(blob, out Scenario scenario));
        Assert.AreEqual(0, scenario.EventCount);
    }

    [TestMethod]
    public void ACountThatWrapsIn32BitsIsRefused()
    {
        // 429,496,730 * 10 = 4 modulo 2^32.
        byte[] blob = [.. Encode([]), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(20), 429_496_730);
        Assert.AreEqual(Status.OutOfRange, Scenario.Parse(blob, out _));
    }

    [TestMethod]
    [DataRow(0UL)]
    [DataRow(Scenario.PeriodNanosecondsMin - 1)]
    [DataRow(Scenario.PeriodNanosecondsMax + 1)]
    [DataRow(ulong.MaxValue)]
    public void APeriodOutOfRangeIsRefused(ulong period)
    {
        byte[] blob = Encode(s_events);
        BinaryPrimitives.WriteUInt64LittleEndian(blob.AsSpan(8), period);
        Assert.AreEqual(Status.InvalidArgument, Scenario.Parse(blob, out _));
        Assert.AreEqual(Status.InvalidArgument, ScenarioEncoder.Create(new byte[64], period, 0, false, out ScenarioEncoder encoder));
        Assert.AreEqual(0, encoder.Blob.Length);
    }

    [TestMethod]
    public void MutatedBlobsAreRefusedOrPlayable()
    {
        Random random = new(1);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] blob = Encode(s_events);
            for (int i = random.Next(1, 4); i > 0; i--)
                blob[random.Next(blob.Length)] = (byte)random.Next(256);
            if (Scenario.Parse(blob, out Scenario scenario) != Status.Ok)
                continue;
            accepted++;
            List<ScenarioEvent> events = Decode(scenario);
            CollectionAssert.AreEqual(blob[Scenario.HeaderSize..], Encode(events)[Scenario.HeaderSize..]);
            Assert.IsTrue(events.Zip(events.Skip(1)).All(pair => pair.First.Tick <= pair.Second.Tick));
        }
        Assert.IsTrue(accepted is > 100 and < 19_000, $"{accepted}");
    }

    [TestMethod]
    public void RandomBytesAreRefused()
    {
        Random random = new(2);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] blob = new byte[random.Next(200)];
            random.NextBytes(blob);
            if (round % 2 == 0 && blob.Length >= 4)
                "NFSC"u8.CopyTo(blob);
            Assert.AreNotEqual(Status.Ok, Scenario.Parse(blob, out _));
        }
    }

    [TestMethod]
    public void TheEncoderRefusesWhatTheParserWouldAndStaysAsItWas()
    {
        byte[] buffer = new byte[ScenarioEncoder.SizeOf(2)];
        Assert.AreEqual(Status.Ok, ScenarioEncoder.Create(buffer, Period, 0, false, out ScenarioEncoder encoder));
        Assert.AreEqual(Status.Ok, encoder.Add(new ScenarioEvent(5, ScenarioEventKind.I2cAbsent, 0x48, 0)));
        Assert.AreEqual(Status.ScenarioInvalid, encoder.Add(new ScenarioEvent(4, ScenarioEventKind.I2cPresent, 0x48, 0)));
        Assert.AreEqual(Status.InvalidArgument, encoder.Add(new ScenarioEvent(5, ScenarioEventKind.PinLevel, 64, 0)));
        Assert.AreEqual(Status.InvalidArgument, encoder.Add(new ScenarioEvent(5, ScenarioEventKind.Temperature, 0x48, 128_000)));
        Assert.AreEqual(Status.NotSupported, encoder.Add(new ScenarioEvent(5, 0, 0x48, 0)));
        Assert.AreEqual(Status.Ok, encoder.Add(new ScenarioEvent(5, ScenarioEventKind.I2cPresent, 0x48, 0)));
        Assert.AreEqual(Status.BufferTooSmall, encoder.Add(new ScenarioEvent(6, ScenarioEventKind.I2cPresent, 0x48, 0)));
        Assert.AreEqual(Status.Ok, Scenario.Parse(encoder.Blob, out Scenario scenario));
        Assert.AreEqual(2, scenario.EventCount);
        Assert.AreEqual(0u, scenario.TickCount);
        Assert.AreEqual(Status.BufferTooSmall, ScenarioEncoder.Create(new byte[Scenario.HeaderSize - 1], Period, 0, false, out _));
    }

    internal static byte[] Encode(IReadOnlyList<ScenarioEvent> events, bool isFromOutside = false)
    {
        byte[] buffer = new byte[ScenarioEncoder.SizeOf(events.Count)];
        Assert.AreEqual(Status.Ok, ScenarioEncoder.Create(buffer, Period, 100, isFromOutside, out ScenarioEncoder encoder));
        foreach (ScenarioEvent scenarioEvent in events)
            Assert.AreEqual(Status.Ok, encoder.Add(scenarioEvent));
        Assert.AreEqual(buffer.Length, encoder.Blob.Length);
        return buffer;
    }

    private static List<ScenarioEvent> Decode(Scenario scenario)
    {
        List<ScenarioEvent> events = [];
        while (scenario.GetEvent(events.Count, out ScenarioEvent scenarioEvent) == Status.Ok)
            events.Add(scenarioEvent);
        return events;
    }
}
