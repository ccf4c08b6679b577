using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public class Tmp105Tests
{
    private static readonly byte[] s_configurationRegister = [1];
    private static readonly byte[] s_lowLimitRegister = [2];
    private static readonly byte[] s_highLimitRegister = [3];

    [TestMethod]
    public void AnswersAsTheEmulatedChip()
    {
        Tmp105 sensor = default;
        sensor.Reset();
        int lineNumber = 0;
        int reads = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "tmp105-qemu-7.2.txt")))
        {
            lineNumber++;
            if (line.StartsWith('#'))
                continue;
            string argument = line[2..];
            switch (line[0])
            {
                case 't':
                    Assert.AreEqual(Status.Ok, sensor.SetTemperature(int.Parse(argument, null)));
                    break;
                case 'w':
                    sensor.Write(Convert.FromHexString(argument));
                    break;
                case 'r':
                    byte[] data = new byte[argument.Length / 2];
                    sensor.Read(data);
                    Assert.AreEqual(argument, Convert.ToHexStringLower(data), $"line {lineNumber}");
                    reads++;
                    break;
                default:
                    Assert.Fail($"line {lineNumber}: {line}");
                    break;
            }
        }
        Assert.IsGreaterThan(400, reads);
    }

    [TestMethod]
    [DataRow(0, 0, 0x0000)]
    [DataRow(25_000, 0, 0x1900)]
    [DataRow(31_000, 0, 0x1F00)]
    [DataRow(-5_500, 0, 0xFA80)]
    [DataRow(127_937, 0, 0x7F80)]
    [DataRow(-128_000, 0, 0x8000)]
    [DataRow(127_999, 0, 0x7F80)]
    [DataRow(127_999, 1, 0x7FC0)]
    [DataRow(127_999, 2, 0x7FE0)]
    [DataRow(127_999, 3, 0x7FF0)]
    [DataRow(-63, 3, 0xFFF0)]
    [DataRow(-62, 0, 0xFF80)]
    [DataRow(-3, 3, 0x0000)]
    public void TemperatureIsMaskedByResolution(int milliCelsius, int resolution, int expected)
    {
        Tmp105 sensor = default;
        sensor.Reset();
        Assert.AreEqual(Status.Ok, sensor.SetTemperature(milliCelsius));
        sensor.Write([1, (byte)(resolution << 5)]);
        sensor.Write([0]);
        Assert.AreEqual(expected, ReadWord(ref sensor));
    }

    [TestMethod]
    public void PowerOnState()
    {
        Tmp105 sensor = default;
        sensor.Reset();
        Assert.AreEqual(0x0000, ReadWord(ref sensor));
        sensor.Write(s_lowLimitRegister);
        Assert.AreEqual(75 << 8, ReadWord(ref sensor));
        sensor.Write(s_highLimitRegister);
        Assert.AreEqual(80 << 8, ReadWord(ref sensor));
        sensor.Write(s_configurationRegister);
        Assert.AreEqual(0, ReadWord(ref sensor) >> 8);
    }

    [TestMethod]
    public void TheTemperatureRegisterCannotBeWritten()
    {
        Tmp105 sensor = default;
        sensor.Reset();
        Assert.AreEqual(Status.Ok, sensor.SetTemperature(25_000));
        sensor.Write([0, 0x55, 0xAA]);
        Assert.AreEqual(0x1900, ReadWord(ref sensor));
    }

    [TestMethod]
    [DataRow(Tmp105.MilliCelsiusMin - 1)]
    [DataRow(Tmp105.MilliCelsiusMax + 1)]
    [DataRow(int.MinValue)]
    [DataRow(int.MaxValue)]
    public void ATemperatureOutOfRangeChangesNothing(int milliCelsius)
    {
        Tmp105 sensor = default;
        sensor.Reset();
        Assert.AreEqual(Status.Ok, sensor.SetTemperature(25_000));
        Assert.AreEqual(Status.InvalidArgument, sensor.SetTemperature(milliCelsius));
        Assert.AreEqual(0x1900, ReadWord(ref sensor));
    }

    private static int ReadWord(ref Tmp105 sensor)
    {
        byte[] data = new byte[2];
        sensor.Read(data);
        return (data[0] << 8) | data[1];
    }
}
