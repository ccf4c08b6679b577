using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class BoardTests
{
    private const int Address = SimulatedDevices.SensorAddress;
    private const int Button = 33;

    private static readonly byte[] s_temperatureRegister = [0];

    [TestMethod]
    public void AScenarioHappensTickByTick()
    {
        byte[] blob = ScenarioPlayerTests.Pinned(ScenarioTests.Encode(
        [
            new ScenarioEvent(1, ScenarioEventKind.Temperature, Address, 20_500),
            new ScenarioEvent(2, ScenarioEventKind.I2cAbsent, Address, 0),
            new ScenarioEvent(3, ScenarioEventKind.I2cPresent, Address, 0),
            new ScenarioEvent(3, ScenarioEventKind.Temperature, Address, -1_000),
            new ScenarioEvent(3, ScenarioEventKind.PinLevel, Button, 1),
        ]));
        Board board = default;
        Assert.AreEqual(Status.Ok, board.Initialize(blob));
        Assert.AreEqual(250_000_000UL, board.PeriodNanoseconds);
        Assert.AreEqual(Status.Ok, board.Gpio.OpenPin(Button, PinMode.Input));

        Assert.AreEqual((Status.Ok, 0x0000), Temperature(ref board));
        Assert.AreEqual(Status.Ok, board.BeginTick(1));
        Assert.AreEqual((Status.Ok, 0x1480), Temperature(ref board));
        Assert.AreEqual(Status.Ok, board.BeginTick(2));
        Assert.AreEqual(500_000_000UL, board.Clock.NowNanoseconds());
        Assert.AreEqual((Status.I2cNoAcknowledge, 0), Temperature(ref board));
        Assert.AreEqual(PinValue.Low, ButtonLevel(ref board));
        Assert.AreEqual(Status.Ok, board.BeginTick(3));
        Assert.AreEqual((Status.Ok, 0xFF00), Temperature(ref board));
        Assert.AreEqual(PinValue.High, ButtonLevel(ref board));
    }

    [TestMethod]
    public void ASensorIsWhereTheScenarioHasOne()
    {
        byte[] blob = ScenarioPlayerTests.Pinned(ScenarioTests.Encode([new ScenarioEvent(9, ScenarioEventKind.Temperature, 0x4B, 1_000)]));
        Board board = default;
        Assert.AreEqual(Status.Ok, board.Initialize(blob));
        byte[] data = new byte[2];
        Assert.AreEqual(Status.Ok, board.I2c.WriteRead(0x4B, s_temperatureRegister, data), "from the beginning, as a real one");
        Assert.AreEqual(0, data[0]);
        Assert.AreEqual(Status.Ok, board.BeginTick(9));
        Assert.AreEqual(Status.Ok, board.I2c.WriteRead(0x4B, s_temperatureRegister, data));
        Assert.AreEqual(1, data[0]);
        Assert.AreEqual(Status.I2cNoAcknowledge, board.I2c.Read(0x4A, data));
    }

    [TestMethod]
    public void MoreSensorsThanTheBusTakes()
    {
        ScenarioEvent[] events = new ScenarioEvent[SimulatedI2cBus.SensorCountMax];
        for (int i = 0; i < events.Length; i++)
            events[i] = new ScenarioEvent(1, ScenarioEventKind.Temperature, (byte)(Address + 1 + i), 0);
        Board board = default;
        Assert.AreEqual(Status.Full, board.Initialize(ScenarioPlayerTests.Pinned(ScenarioTests.Encode(events))));
    }

    [TestMethod]
    public void WithoutScenarioTimePassesAtOnce()
    {
        Board board = default;
        Assert.AreEqual(Status.Ok, board.Initialize(ReadOnlySpan<byte>.Empty));
        Assert.AreEqual(Status.Ok, board.BeginTick(1_000_000));
        Assert.AreEqual(1_000_000 * Board.DefaultPeriodNanoseconds, board.Clock.NowNanoseconds());
        Assert.AreEqual((Status.Ok, 0x0000), Temperature(ref board));
    }

    [TestMethod]
    public void ABoardBeginsAnew()
    {
        byte[] blob = ScenarioPlayerTests.Pinned(ScenarioTests.Encode([new ScenarioEvent(1, ScenarioEventKind.I2cAbsent, Address, 0)]));
        Board board = default;
        Assert.AreEqual(Status.Ok, board.Initialize(blob));
        Assert.AreEqual(Status.Ok, board.BeginTick(1));
        Assert.AreEqual((Status.I2cNoAcknowledge, 0), Temperature(ref board));
        Assert.AreEqual(Status.Ok, board.Initialize(blob));
        Assert.AreEqual(0UL, board.Clock.NowNanoseconds());
        Assert.AreEqual((Status.Ok, 0x0000), Temperature(ref board));
    }

    [TestMethod]
    public void ABadScenarioOrTickIsRefused()
    {
        Board board = default;
        Assert.AreEqual(Status.OutOfRange, board.Initialize(new byte[1]));
        Assert.AreEqual(Status.Ok, board.Initialize(ReadOnlySpan<byte>.Empty));
        Assert.AreEqual(Status.Ok, board.BeginTick(2));
        Assert.AreEqual(Status.InvalidArgument, board.BeginTick(1));
        Assert.AreEqual(Status.OutOfRange, board.BeginTick(ulong.MaxValue));
    }

    private static (Status Status, int Register) Temperature(ref Board board)
    {
        byte[] data = new byte[2];
        Status status = board.I2c.WriteRead(Address, s_temperatureRegister, data);
        return (status, status == Status.Ok ? (data[0] << 8) | data[1] : 0);
    }

    private static PinValue ButtonLevel(ref Board board)
    {
        Assert.AreEqual(Status.Ok, board.Gpio.Read(Button, out PinValue value));
        return value;
    }
}
