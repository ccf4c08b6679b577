using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class ScenarioPlayerTests
{
    [TestMethod]
    public void EventsHappenInOrderEachOnce()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            List<ScenarioEvent> events = RandomEvents(random);
            byte[] blob = Pinned(ScenarioTests.Encode(events));
            RecordingDevices devices = new(new List<ScenarioEvent>());
            ScenarioPlayer player = default;
            Assert.AreEqual(Status.Ok, player.Load(blob, ref devices));
            Assert.AreEqual(events.Count, devices.PreparedCount);
            for (uint tick = 0; tick < 40; tick += (uint)random.Next(1, 4))
            {
                Assert.AreEqual(Status.Ok, player.Play(tick, ref devices));
                Assert.AreEqual(Status.Ok, player.Play(tick, ref devices), "a tick played again brings nothing");
                CollectionAssert.AreEqual(events.FindAll(scenarioEvent => scenarioEvent.Tick <= tick), devices.Applied);
            }
        }
    }

    [TestMethod]
    public void WithoutScenarioNothingHappens()
    {
        RecordingDevices devices = new(new List<ScenarioEvent>());
        ScenarioPlayer player = default;
        Assert.IsFalse(player.IsLoaded);
        Assert.AreEqual(Status.Ok, player.Play(ulong.MaxValue, ref devices));
        Assert.IsEmpty(devices.Applied);
    }

    [TestMethod]
    public void AFailedEventIsReportedAndTheRestComesLater()
    {
        byte[] blob = Pinned(ScenarioTests.Encode(
        [
            new ScenarioEvent(1, ScenarioEventKind.I2cAbsent, 0x48, 0),
            new ScenarioEvent(1, ScenarioEventKind.I2cPresent, 0x48, 0),
        ]));
        RecordingDevices devices = new(new List<ScenarioEvent>()) { Answer = Status.IoError };
        ScenarioPlayer player = default;
        Assert.AreEqual(Status.Ok, player.Load(blob, ref devices));
        Assert.AreEqual(Status.IoError, player.Play(1, ref devices));
        Assert.HasCount(1, devices.Applied);
        devices.Answer = Status.Ok;
        Assert.AreEqual(Status.Ok, player.Play(1, ref devices));
        Assert.HasCount(2, devices.Applied);
    }

    [TestMethod]
    public void ABadBlobIsNotLoaded()
    {
        RecordingDevices devices = new(new List<ScenarioEvent>());
        ScenarioPlayer player = default;
        Assert.AreEqual(Status.OutOfRange, player.Load(new byte[3], ref devices));
        Assert.IsFalse(player.IsLoaded);
    }

    [TestMethod]
    public void WhatTheDevicesCannotDoIsNotLoaded()
    {
        byte[] blob = Pinned(ScenarioTests.Encode([new ScenarioEvent(1, ScenarioEventKind.I2cAbsent, 0x48, 0)]));
        RecordingDevices devices = new(new List<ScenarioEvent>()) { PrepareAnswer = Status.NotSupported };
        ScenarioPlayer player = default;
        Assert.AreEqual(Status.NotSupported, player.Load(blob, ref devices));
        Assert.IsFalse(player.IsLoaded);
    }

    internal static byte[] Pinned(byte[] bytes)
    {
        byte[] pinned = GC.AllocateArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned, 0);
        return pinned;
    }

    private static List<ScenarioEvent> RandomEvents(Random random)
    {
        List<ScenarioEvent> events = [];
        uint tick = 0;
        for (int i = random.Next(30); i > 0; i--)
        {
            tick += (uint)random.Next(4);
            events.Add(new ScenarioEvent(tick, ScenarioEventKind.Temperature, 0x48, random.Next(1000)));
        }
        return events;
    }

    private struct RecordingDevices(List<ScenarioEvent> applied) : IDevices
    {
        public readonly List<ScenarioEvent> Applied => applied;

        public Status Answer;
        public Status PrepareAnswer;
        public int PreparedCount;

        public readonly Status Initialize() => Status.Ok;

        public Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside)
        {
            PreparedCount++;
            return PrepareAnswer;
        }

        public readonly Status Apply(in ScenarioEvent scenarioEvent)
        {
            applied.Add(scenarioEvent);
            return Answer;
        }

        public readonly Status WaitForTick(ulong tick, ulong periodNanoseconds) => Status.Ok;
    }
}
