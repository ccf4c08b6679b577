using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Examples.Tests;
using Nf.Package;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>The examples that are made for a firmware host, with the manifests that their folders give them.</summary>
[TestClass]
public sealed unsafe class ExampleTests
{
    private const int Button = 32; // PE0
    private const int Led = 48;    // PG0
    private const int Heater = 40; // PF0

    [TestMethod]
    public void A_button_that_bounces_is_one_press()
    {
        using SupervisorRig rig = new();
        Press(rig, PinValue.High);
        Start(rig, 0, "button");
        rig.RunUntil(100);
        Assert.AreEqual(PinValue.Low, Level(rig, Led));
        for (ulong i = 0; i < 5; i++)
        {
            Press(rig, i % 2 == 0 ? PinValue.Low : PinValue.High);
            rig.RunUntil(101 + i);
        }

        rig.RunUntil(1000);
        Assert.AreEqual(PinValue.High, Level(rig, Led), "pressed once");
        Press(rig, PinValue.High);
        rig.RunUntil(2000);
        Assert.AreEqual(PinValue.High, Level(rig, Led), "letting go is no press");
        Press(rig, PinValue.Low);
        rig.RunUntil(3000);
        Assert.AreEqual(PinValue.Low, Level(rig, Led), "pressed twice");
        Assert.IsEmpty(rig.Faults);
    }

    [TestMethod]
    public void The_neighbour_takes_nothing_and_is_given_up_in_the_end()
    {
        using SupervisorRig rig = new();
        Start(rig, 0, "publisher");
        Start(rig, 1, "neighbour");
        rig.RunUntil(20_000);
        Assert.AreEqual((GuestState.GivenUp, 5U), (rig.Guest(1)->State, rig.Guest(1)->Restarts));
        Assert.AreEqual(6, rig.Faults.Count(fault => fault.Place == 1));
        Assert.IsFalse(rig.Faults.Any(fault => fault.Place != 1));
        Assert.IsTrue(rig.Faults.Select(fault => fault.Fault).Distinct().Count() > 2, "it fails in several ways");
        Assert.IsFalse(rig.TakeLog().Any(line => line.Text.Contains("granted", System.StringComparison.Ordinal)));
        Assert.AreEqual(GuestState.Running, rig.Guest(0)->State);
    }

    [TestMethod]
    public void Every_way_of_the_neighbour_to_fail_is_a_fault_of_its_own()
    {
        HashSet<Status> faults = [];
        for (ulong start = 0; start < 40; start++)
        {
            using SupervisorRig rig = new() { Now = start * 37 * SupervisorRig.Millisecond };
            Start(rig, 0, "neighbour");
            rig.RunUntil((start * 37) + 150);
            faults.UnionWith(rig.Faults.Select(fault => fault.Fault));
        }

        CollectionAssert.AreEquivalent(
            new[]
            {
                Status.TrapOutOfFuel, Status.TrapUnreachable, Status.TrapOutOfBoundsMemory, Status.TrapStackOverflow, Status.TrapBadPointer,
            },
            faults.ToArray(), string.Join(" ", faults));
    }

    [TestMethod]
    public void A_broken_thermostat_leaves_the_heater_off()
    {
        using SupervisorRig rig = new();
        Start(rig, 0, "thermostat-broken");
        rig.RunUntil(1000);
        Assert.AreEqual(GuestState.Safe, rig.Guest(0)->State);
        Assert.AreEqual(Status.TrapUnreachable, rig.Faults.Single().Fault);
        Assert.AreEqual(PinValue.Low, Level(rig, Heater));
    }

    private static void Start(SupervisorRig rig, int place, string example)
    {
        string path = Path.Combine(ExampleFolder.Root, example, LimitsFile.Name);
        byte[] package = Packager.Pack(File.ReadAllBytes(ExampleFolder.Wasm(example)), LimitsFile.Parse(path, File.ReadAllText(path))).Wasm;
        Assert.AreEqual(Status.Ok, rig.Supervisor.Load(place, rig.Keep(package), package.Length));
        Assert.AreEqual(Status.Ok, rig.Supervisor.Start(place));
    }

    private static void Press(SupervisorRig rig, PinValue level) => Assert.AreEqual(Status.Ok, rig.Board->Gpio.Drive(Button, level));

    private static PinValue Level(SupervisorRig rig, int pin)
    {
        Assert.AreEqual(Status.Ok, rig.Board->Gpio.Read(pin, out PinValue level));
        return level;
    }
}
