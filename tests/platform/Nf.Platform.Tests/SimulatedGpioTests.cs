using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class SimulatedGpioTests
{
    private const int Pin = 40;

    [TestMethod]
    [DataRow(-1)]
    [DataRow(64)]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    public void APinThatDoesNotExist(int pin)
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.PinNotFound, gpio.OpenPin(pin, PinMode.Output));
        Assert.AreEqual(Status.PinNotFound, gpio.Write(pin, PinValue.High));
        Assert.AreEqual(Status.PinNotFound, gpio.Read(pin, out _));
        Assert.AreEqual(Status.PinNotFound, gpio.Drive(pin, PinValue.High));
    }

    [TestMethod]
    public void APinThatIsNotOpen()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.PinNotOpen, gpio.Write(Pin, PinValue.High));
        Assert.AreEqual(Status.PinNotOpen, gpio.Read(Pin, out _));
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin + 1, PinMode.Output));
        Assert.AreEqual(Status.PinNotOpen, gpio.Write(Pin, PinValue.High));
    }

    [TestMethod]
    public void AnOutputStartsLowAndReadsWhatItDrives()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, PinMode.Output));
        Assert.AreEqual(PinValue.Low, Read(ref gpio));
        Assert.AreEqual(Status.Ok, gpio.Write(Pin, PinValue.High));
        Assert.AreEqual(PinValue.High, Read(ref gpio));
        Assert.AreEqual(Status.Ok, gpio.Drive(Pin, PinValue.Low));
        Assert.AreEqual(PinValue.High, Read(ref gpio), "who drives an output from outside does not win");
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, PinMode.Output));
        Assert.AreEqual(PinValue.Low, Read(ref gpio), "opening again starts Low again");
    }

    [TestMethod]
    public void AnInputCannotBeWritten()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, PinMode.Input));
        Assert.AreEqual(Status.PinModeMismatch, gpio.Write(Pin, PinValue.High));
        Assert.AreEqual(PinValue.Low, Read(ref gpio));
    }

    [TestMethod]
    [DataRow(PinMode.Input, PinValue.Low)]
    [DataRow(PinMode.InputPullUp, PinValue.High)]
    public void AnInputReadsThePullUntilItIsDriven(PinMode mode, PinValue undriven)
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, mode));
        Assert.AreEqual(undriven, Read(ref gpio));
        Assert.AreEqual(Status.Ok, gpio.Drive(Pin, PinValue.High));
        Assert.AreEqual(PinValue.High, Read(ref gpio));
        Assert.AreEqual(Status.Ok, gpio.Drive(Pin, PinValue.Low));
        Assert.AreEqual(PinValue.Low, Read(ref gpio));
    }

    [TestMethod]
    public void PinsDoNotTouchEachOther()
    {
        SimulatedGpio gpio = default;
        for (int pin = 0; pin < SimulatedGpio.PinCount; pin++)
        {
            Assert.AreEqual(Status.Ok, gpio.OpenPin(pin, PinMode.Output));
            Assert.AreEqual(Status.Ok, gpio.Write(pin, pin % 3 == 0 ? PinValue.High : PinValue.Low));
        }
        for (int pin = 0; pin < SimulatedGpio.PinCount; pin++)
        {
            Assert.AreEqual(Status.Ok, gpio.Read(pin, out PinValue value));
            Assert.AreEqual(pin % 3 == 0 ? PinValue.High : PinValue.Low, value);
        }
    }

    [TestMethod]
    public void NumbersThatAreNoModeOrLevel()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.InvalidArgument, gpio.OpenPin(Pin, (PinMode)3));
        Assert.AreEqual(Status.InvalidArgument, gpio.OpenPin(Pin, (PinMode)(-1)));
        Assert.AreEqual(Status.PinNotOpen, gpio.Read(Pin, out _));
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, PinMode.Output));
        Assert.AreEqual(Status.InvalidArgument, gpio.Write(Pin, (PinValue)2));
        Assert.AreEqual(Status.InvalidArgument, gpio.Drive(Pin, (PinValue)(-1)));
        Assert.AreEqual(PinValue.Low, Read(ref gpio));
    }

    [TestMethod]
    public void WatchedEdgesAreTakenInOrder()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin, PinMode.InputPullUp));
        Assert.AreEqual(Status.Ok, gpio.OpenPin(Pin + 1, PinMode.Input));
        Assert.AreEqual(Status.Ok, gpio.WatchPin(Pin, PinEdges.Both));
        Assert.AreEqual(Status.Ok, gpio.WatchPin(Pin + 1, PinEdges.Rising));
        _ = gpio.Drive(Pin, PinValue.High); // pulled up: no edge
        _ = gpio.Drive(Pin, PinValue.Low);
        _ = gpio.Drive(Pin + 1, PinValue.High);
        _ = gpio.Drive(Pin + 1, PinValue.Low); // not watched
        _ = gpio.Drive(Pin, PinValue.High);
        AssertEdge(ref gpio, Pin, PinValue.Low);
        AssertEdge(ref gpio, Pin + 1, PinValue.High);
        AssertEdge(ref gpio, Pin, PinValue.High);
        Assert.IsFalse(gpio.TryTakeEdge(out _));
    }

    [TestMethod]
    public void EdgesThatNobodyTakesAreCounted()
    {
        const int Kept = 31;
        SimulatedGpio gpio = default;
        _ = gpio.OpenPin(Pin, PinMode.Input);
        _ = gpio.WatchPin(Pin, PinEdges.Both);
        for (int i = 1; i <= Kept + 5; i++)
            _ = gpio.Drive(Pin, (PinValue)(i & 1));
        Assert.AreEqual(5u, gpio.LostEdgeCount);
        for (int i = 1; i <= Kept; i++)
            AssertEdge(ref gpio, Pin, (PinValue)(i & 1));
        Assert.IsFalse(gpio.TryTakeEdge(out _));
        _ = gpio.Drive(Pin, PinValue.High);
        AssertEdge(ref gpio, Pin, PinValue.High);
    }

    [TestMethod]
    public void WhatCannotBeWatched()
    {
        SimulatedGpio gpio = default;
        Assert.AreEqual(Status.PinNotFound, gpio.WatchPin(64, PinEdges.Both));
        Assert.AreEqual(Status.PinNotOpen, gpio.WatchPin(Pin, PinEdges.Both));
        _ = gpio.OpenPin(Pin, PinMode.Output);
        Assert.AreEqual(Status.PinModeMismatch, gpio.WatchPin(Pin, PinEdges.Both));
        _ = gpio.OpenPin(Pin, PinMode.Input);
        Assert.AreEqual(Status.InvalidArgument, gpio.WatchPin(Pin, (PinEdges)4));
        Assert.AreEqual(Status.InvalidArgument, gpio.WatchPin(Pin, (PinEdges)(-1)));
    }

    [TestMethod]
    public void WatchingEnds()
    {
        SimulatedGpio gpio = default;
        _ = gpio.OpenPin(Pin, PinMode.Input);
        _ = gpio.WatchPin(Pin, PinEdges.Both);
        Assert.AreEqual(Status.Ok, gpio.WatchPin(Pin, PinEdges.None));
        _ = gpio.Drive(Pin, PinValue.High);
        _ = gpio.WatchPin(Pin, PinEdges.Falling);
        _ = gpio.OpenPin(Pin, PinMode.Input); // opened anew, it is not watched any more
        _ = gpio.Drive(Pin, PinValue.Low);
        Assert.IsFalse(gpio.TryTakeEdge(out _));
    }

    private static void AssertEdge(ref SimulatedGpio gpio, int pin, PinValue value)
    {
        Assert.IsTrue(gpio.TryTakeEdge(out PinEdge edge));
        Assert.AreEqual((pin, value), (edge.Pin, edge.Value));
    }

    private static PinValue Read(ref SimulatedGpio gpio)
    {
        Assert.AreEqual(Status.Ok, gpio.Read(Pin, out PinValue value));
        return value;
    }
}
