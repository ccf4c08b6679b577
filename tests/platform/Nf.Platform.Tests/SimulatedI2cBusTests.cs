using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class SimulatedI2cBusTests
{
    private static readonly byte[] s_temperatureRegister = [0];

    [TestMethod]
    public void SensorsAreApart()
    {
        SimulatedI2cBus bus = default;
        for (int i = 0; i < SimulatedI2cBus.SensorCountMax; i++)
        {
            Assert.AreEqual(Status.Ok, bus.AttachTmp105(0x48 + i));
            Assert.AreEqual(Status.Ok, bus.SetTemperature(0x48 + i, 1000 * (i + 1)));
        }
        for (int i = 0; i < SimulatedI2cBus.SensorCountMax; i++)
        {
            byte[] data = new byte[2];
            Assert.AreEqual(Status.Ok, bus.WriteRead(0x48 + i, s_temperatureRegister, data));
            Assert.AreEqual(i + 1, data[0]);
        }
        Assert.AreEqual(Status.Full, bus.AttachTmp105(0x4F));
    }

    [TestMethod]
    public void AnAddressIsTakenOnce()
    {
        SimulatedI2cBus bus = default;
        Assert.AreEqual(Status.Ok, bus.AttachTmp105(0x48));
        Assert.AreEqual(Status.Busy, bus.AttachTmp105(0x48));
    }

    [TestMethod]
    public void NobodyAnswersElsewhere()
    {
        SimulatedI2cBus bus = default;
        Assert.AreEqual(Status.Ok, bus.AttachTmp105(0x48));
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.Write(0x49, s_temperatureRegister));
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.Read(0x49, new byte[2]));
        Assert.AreEqual(Status.I2cNoAcknowledge, bus.WriteRead(0x49, s_temperatureRegister, new byte[2]));
        Assert.AreEqual(Status.NotFound, bus.SetTemperature(0x49, 0));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(0x78)]
    [DataRow(0x148)]
    [DataRow(-1)]
    [DataRow(int.MinValue)]
    public void ReservedAddressesAreRefused(int address)
    {
        SimulatedI2cBus bus = default;
        Assert.AreEqual(Status.InvalidArgument, bus.AttachTmp105(address));
        Assert.AreEqual(Status.InvalidArgument, bus.Write(address, s_temperatureRegister));
        Assert.AreEqual(Status.InvalidArgument, bus.Read(address, new byte[1]));
        Assert.AreEqual(Status.InvalidArgument, bus.WriteRead(address, s_temperatureRegister, new byte[1]));
        Assert.AreEqual(Status.NotFound, bus.SetTemperature(address, 0));
    }

    [TestMethod]
    public void ATransferHasBytes()
    {
        SimulatedI2cBus bus = default;
        Assert.AreEqual(Status.Ok, bus.AttachTmp105(0x48));
        Assert.AreEqual(Status.InvalidArgument, bus.Write(0x48, ReadOnlySpan<byte>.Empty));
        Assert.AreEqual(Status.InvalidArgument, bus.Read(0x48, Span<byte>.Empty));
        Assert.AreEqual(Status.InvalidArgument, bus.WriteRead(0x48, s_temperatureRegister, Span<byte>.Empty));
        Assert.AreEqual(Status.InvalidArgument, bus.WriteRead(0x48, ReadOnlySpan<byte>.Empty, new byte[1]));
    }
}
