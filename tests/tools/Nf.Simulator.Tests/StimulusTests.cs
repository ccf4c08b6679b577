using System;
using System.Buffers.Binary;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Simulator.Tests;

/// <summary>Simulated devices over the control line, in this process and in the heapless host.</summary>
[TestClass]
public sealed class StimulusTests
{
    [TestMethod]
    [DataRow("sim")]
    [DataRow("linux-x64")]
    public void What_is_set_reaches_the_guest_and_what_it_drives_is_seen(string target)
    {
        using SteppedRig rig = new(target, 17_000, "thermostat");
        rig.Pass(2000);
        Assert.IsTrue(rig.IsHeating, "cold from the start on");
        rig.Target.SetTemperature(SteppedRig.Sensor, 26_000);
        rig.Pass(2000);
        Assert.IsFalse(rig.IsHeating, "hot");
        rig.Target.SetTemperature(SteppedRig.Sensor, 17_000);
        rig.Pass(2000);
        Assert.IsTrue(rig.IsHeating, "cold again");
        rig.Target.SetTemperature(SteppedRig.Sensor, null);
        rig.Pass(2000);
        Assert.IsFalse(rig.IsHeating, "no sensor");
        rig.Target.SetTemperature(SteppedRig.Sensor, 17_000);
        rig.Pass(2000);
        Assert.IsTrue(rig.IsHeating, "the sensor is back");
        rig.Target.CutPower();
        rig.Pass(2000);
        Assert.IsTrue(rig.IsHeating, "the room is as cold after a power cut");
    }

    [TestMethod]
    public void What_there_is_not_is_refused()
    {
        using SteppedRig rig = new("sim", 17_000);
        Status Ask(int kind, byte target, int value) => rig.Session.TryAsk(
            MessageType.Stimulus, new Stimulus { Kind = (byte)kind, Target = target, Value = (uint)value }, out EmptyMessage _);

        Assert.AreEqual(Status.NotSupported, Ask(0, 0x48, 0));
        Assert.AreEqual(Status.NotSupported, Ask(99, 0x48, 0));
        Assert.AreEqual(Status.InvalidArgument, Ask((int)ScenarioEventKind.Temperature, 0x48, 128_000));
        Assert.AreEqual(Status.InvalidArgument, Ask((int)ScenarioEventKind.Temperature, 3, 0));
        Assert.AreEqual(Status.InvalidArgument, Ask((int)ScenarioEventKind.PinLevel, 64, 0));
        Assert.AreEqual(Status.InvalidArgument, Ask((int)ScenarioEventKind.PinLevel, 0, 2));
        Assert.AreEqual(Status.PinNotFound, rig.Session.TryAsk(MessageType.Pin, new PinQuery { Pin = 64 }, out PinLevel _));
        Assert.AreEqual(Status.PinNotOpen, rig.Session.TryAsk(MessageType.Pin, new PinQuery { Pin = 0 }, out PinLevel _));
        for (byte address = 0x10; address < 0x10 + SimulatedI2cBus.SensorCountMax - 1; address++)
            Assert.AreEqual(Status.Ok, Ask((int)ScenarioEventKind.Temperature, address, -5000), "a new sensor");
        Assert.AreEqual(Status.Full, Ask((int)ScenarioEventKind.Temperature, 0x60, 0));
        Assert.AreEqual(Status.OutOfRange, rig.Session.TryAsk(MessageType.Display, new DisplayQuery { Offset = 4096, Count = 1 }, out DisplayPiece _));
    }

    [TestMethod]
    [DataRow("linux-x64")]
    [DataRow("emu:lm3s6965evb")]
    public void A_press_changes_the_number_on_the_display_as_in_the_simulation(string target)
    {
        (byte[][] expected, string decisions) = Press("sim");
        (byte[][] pictures, string others) = Press(target);
        Assert.AreEqual(decisions, others, "the same bytes were drawn");
        foreach (byte[][] seen in new[] { expected, pictures })
        {
            Assert.AreEqual(512, BinaryPrimitives.ReadInt32BigEndian(seen[0].AsSpan(16)), "width");
            Assert.AreEqual(256, BinaryPrimitives.ReadInt32BigEndian(seen[0].AsSpan(20)), "height");
            CollectionAssert.AreNotEqual(seen[0], seen[1], "pressed");
            CollectionAssert.AreEqual(seen[1], seen[2], "let go");
            CollectionAssert.AreNotEqual(seen[1], seen[3], "pressed again");
            CollectionAssert.AreNotEqual(seen[0], seen[3], "another number than in the beginning");
        }
    }

    // The display at the start, pressed, let go, pressed again.
    private static (byte[][] Pictures, string Decisions) Press(string target)
    {
        using SteppedRig rig = new(target, 20_000, "panel");
        rig.Pass(500);
        GuestInfo guest = rig.Session.Guest(0).Info;
        Assert.AreEqual((GuestState.Running, Status.Ok), (guest.State, guest.LastFault), $"{guest.Fuel} units");
        Assert.IsGreaterThan(guest.Fuel * 5 / 4, guest.FuelSlice, "the first call draws all that any call draws");
        byte[][] pictures = [.. new[] { true, false, true, false }.Select(isHigh =>
        {
            rig.Target.DrivePin(SteppedRig.Button, isHigh);
            rig.Pass(500);
            return rig.Target.TakePicture();
        })];
        return (pictures, rig.Decisions().Digest);
    }
}
