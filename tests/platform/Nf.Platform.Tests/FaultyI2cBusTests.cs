using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class FaultyI2cBusTests
{
    private const int Address = 0x48;

    private static readonly byte[] s_configure = [1, 0x60];
    private static readonly byte[] s_configurationRegister = [1];

    [TestMethod]
    public void WithoutFaultEveryCallPasses()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        byte[] data = new byte[1];
        Assert.AreEqual(Status.Ok, bus.Write(Address, s_configure));
        Assert.AreEqual(Status.Ok, bus.Read(Address, data));
        Assert.AreEqual(0x60, data[0]);
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.Read(Address + 1, data));
        Assert.AreEqual(Status.InvalidArgument, bus.Read(0, data));
    }

    [TestMethod]
    [DataRow(0x08)]
    [DataRow(0x3F)]
    [DataRow(0x40)]
    [DataRow(0x48)]
    [DataRow(0x77)]
    public void AnAbsentDeviceDoesNotAnswerAndKeepsItsRegisters(int address)
    {
        FaultyI2cBus<SimulatedI2cBus> bus = default;
        Assert.AreEqual(Status.Ok, bus.Bus.AttachTmp105(address));
        Assert.AreEqual(Status.Ok, bus.Write(address, s_configure));
        Assert.AreEqual(Status.Ok, bus.SetPresent(address, false));
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.Write(address, [1, 0]));
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.WriteRead(address, s_configurationRegister, new byte[1]));
        Assert.AreEqual(Status.Ok, bus.SetPresent(address, true));
        byte[] data = new byte[1];
        Assert.AreEqual(Status.Ok, bus.Read(address, data));
        Assert.AreEqual(0x60, data[0], "the write while it was absent did not reach it");
    }

    [TestMethod]
    public void OneDeviceIsAbsentTheOtherNot()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.Ok, bus.Bus.AttachTmp105(Address - 64));
        Assert.AreEqual(Status.Ok, bus.SetPresent(Address - 64, false));
        Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(0x78)]
    [DataRow(128 + Address)]
    public void PresenceOfAReservedAddress(int address)
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.InvalidArgument, bus.SetPresent(address, false));
        Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
    }

    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(7u)]
    public void TheChosenTransferFailsAndNoOther(uint chosen)
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
        Assert.AreEqual(Status.Ok, bus.FailTransfer(chosen, Status.I2cBusError));
        for (uint transfer = 1; transfer <= 10; transfer++)
            Assert.AreEqual(transfer == chosen ? Status.I2cBusError : Status.Ok, bus.Read(Address, new byte[1]));
    }

    [TestMethod]
    public void TheChoiceCanBeTakenBack()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.Ok, bus.FailTransfer(1, Status.I2cBusError));
        Assert.AreEqual(Status.Ok, bus.FailTransfer(0, Status.I2cBusError));
        Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
    }

    [TestMethod]
    public void RandomFaultsAreTheSameForTheSameSeed()
    {
        List<Status> first = Run(seed: 12345);
        CollectionAssert.AreEqual(first, Run(seed: 12345));
        CollectionAssert.AreNotEqual(first, Run(seed: 54321));
        int failures = first.FindAll(status => status == Status.TimedOut).Count;
        // 1,000 expected; three standard deviations of a binomial are 85.
        Assert.IsTrue(failures is > 900 and < 1100, $"{failures} of 4000");
    }

    [TestMethod]
    public void RandomFaultsAllAndNone()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.Ok, bus.FailRandomly(1, 1, Status.TimedOut));
        for (int i = 0; i < 20; i++)
            Assert.AreEqual(Status.TimedOut, bus.Read(Address, new byte[1]));
        Assert.AreEqual(Status.Ok, bus.FailRandomly(1, 0, Status.TimedOut));
        for (int i = 0; i < 20; i++)
            Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
    }

    [TestMethod]
    public void AFaultIsNotOk()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.InvalidArgument, bus.FailTransfer(1, Status.Ok));
        Assert.AreEqual(Status.InvalidArgument, bus.FailRandomly(1, 1, Status.Ok));
        Assert.AreEqual(Status.InvalidArgument, bus.FailRandomly(0, 1, Status.TimedOut));
        Assert.AreEqual(Status.Ok, bus.Read(Address, new byte[1]));
    }

    private static List<Status> Run(uint seed)
    {
        FaultyI2cBus<SimulatedI2cBus> bus = WithSensor();
        Assert.AreEqual(Status.Ok, bus.FailRandomly(seed, 4, Status.TimedOut));
        List<Status> results = [];
        for (int i = 0; i < 4000; i++)
            results.Add(bus.Read(Address, new byte[1]));
        return results;
    }

    private static FaultyI2cBus<SimulatedI2cBus> WithSensor()
    {
        FaultyI2cBus<SimulatedI2cBus> bus = default;
        Assert.AreEqual(Status.Ok, bus.Bus.AttachTmp105(Address));
        return bus;
    }
}
