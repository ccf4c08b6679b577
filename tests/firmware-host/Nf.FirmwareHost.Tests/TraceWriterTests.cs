using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed unsafe class TraceWriterTests : IDisposable
{
    private readonly List<byte> _output = [];
    private readonly GCHandle _handle;
    private TraceWriter _trace;

    public TraceWriterTests()
    {
        _handle = GCHandle.Alloc(_output);
        _trace.Initialize(&Collect, GCHandle.ToIntPtr(_handle));
    }

    private string Output => Encoding.ASCII.GetString([.. _output]);

    public void Dispose() => _handle.Free();

    [TestMethod]
    public void EveryKindOfLine()
    {
        _trace.GpioMode(0, 40, PinMode.Output, Status.Ok);
        _trace.GpioMode(0, 41, PinMode.InputPullUp, Status.Ok);
        _trace.GpioMode(0, 42, PinMode.Input, Status.Ok);
        _trace.GpioMode(0, 64, PinMode.Output, Status.PinNotFound);
        _trace.GpioMode(0, 1, (PinMode)9, Status.InvalidArgument);
        _trace.GpioWrite(1, 40, PinValue.High, Status.Ok);
        _trace.GpioWrite(1, 41, PinValue.Low, Status.PinModeMismatch);
        _trace.GpioRead(2, 41, PinValue.High, Status.Ok);
        _trace.GpioRead(2, 0, PinValue.High, Status.PinNotOpen);
        _trace.I2c(3, 0x48, [0x01, 0x60], [], Status.Ok);
        _trace.I2c(3, 0x48, [], [0x19, 0x00], Status.Ok);
        _trace.I2c(3, 0x48, [0x00], [0x19, 0x0f], Status.Ok);
        _trace.I2c(4, 0x48, [0x01, 0x60], [], Status.I2cNoAcknowledge);
        _trace.I2c(4, 0x48, [], [0xEE, 0xEE], Status.I2cNoAcknowledge);
        _trace.I2c(4, 0x48, [0x00], [0xEE, 0xEE], Status.I2cBusError);
        _trace.I2c(4, 5, [], [], Status.InvalidArgument);
        _trace.I2c(4, 0x1234, [0], [], Status.InvalidArgument);
        _trace.Log(5, LogLevel.Debug, "a"u8);
        _trace.Log(5, LogLevel.Info, ""u8);
        _trace.Log(5, LogLevel.Warning, "two words"u8);
        _trace.Log(ulong.MaxValue, LogLevel.Error, "late"u8);
        _trace.Draw(6, new DisplayArea(0, 16, 64, 32), "123456789"u8, Status.Ok);
        _trace.Draw(6, new DisplayArea(-1, 2, 3, 4), [], Status.InvalidArgument);
        _trace.End(9, Status.Ok);
        _trace.End(9, Status.TrapUnreachable);

        string expected = """
            0 gpio PF0 mode output
            0 gpio PF1 mode input-pull-up
            0 gpio PF2 mode input
            0 gpio 64 mode output -> PinNotFound
            0 gpio PA1 mode unknown -> InvalidArgument
            1 gpio PF0 write 1
            1 gpio PF1 write 0 -> PinModeMismatch
            2 gpio PF1 read 1
            2 gpio PA0 read -> PinNotOpen
            3 i2c 0x48 write 0160
            3 i2c 0x48 read 1900
            3 i2c 0x48 write 00 read 190f
            4 i2c 0x48 write 0160 -> I2cNoAcknowledge
            4 i2c 0x48 read -> I2cNoAcknowledge
            4 i2c 0x48 write 00 read -> I2cBusError
            4 i2c 0x05 -> InvalidArgument
            4 i2c 0x1234 write 00 -> InvalidArgument
            5 log debug a
            5 log info 
            5 log warning two words
            18446744073709551615 log error late
            6 display 0,16 64x32 draw cbf43926
            6 display 4294967295,2 3x4 draw -> InvalidArgument
            9 end Ok
            9 end TrapUnreachable

            """;
        Assert.AreEqual(expected, Output);
        Assert.AreEqual(25UL, _trace.LineCount);
        AssertDigestOfOutput();
    }

    [TestMethod]
    public void ALogCannotForgeLines()
    {
        _trace.Log(1, LogLevel.Info, "a\n2 end Ok\r\t\x1b[0m\\x0a~é\0"u8);
        Assert.AreEqual("1 log info a\\x0a2 end Ok\\x0d\\x09\\x1b[0m\\x5cx0a~\\xc3\\xa9\\x00\n", Output);
        AssertDigestOfOutput();
    }

    [TestMethod]
    public void NothingIsCutOff()
    {
        Random random = new(6);
        for (int length = 0; length < 1000; length += random.Next(1, 60))
        {
            _output.Clear();
            _trace.Initialize(&Collect, GCHandle.ToIntPtr(_handle));
            byte[] text = new byte[length];
            text.AsSpan().Fill((byte)'x');
            _trace.Log(1, LogLevel.Info, text);
            _trace.I2c(2, 0x48, text, text, Status.Ok);
            Assert.AreEqual("1 log info ".Length + length + 1 + "2 i2c 0x48".Length + (" write " + " read ").Length + (length * 4) + 1
                - (length == 0 ? (" write " + " read ").Length : 0), _output.Count);
            AssertDigestOfOutput();
        }
    }

    [TestMethod]
    public void TheDigestNeedsNoSink()
    {
        TraceWriter silent = default;
        silent.Initialize(null, 0);
        silent.GpioWrite(1, 40, PinValue.High, Status.Ok);
        _trace.GpioWrite(1, 40, PinValue.High, Status.Ok);
        CollectionAssert.AreEqual(Digest(ref _trace), Digest(ref silent));
        silent.GpioWrite(1, 40, PinValue.Low, Status.Ok);
        CollectionAssert.AreNotEqual(Digest(ref _trace), Digest(ref silent));
    }

    [TestMethod]
    public void ADigestDoesNotEndTheTrace()
    {
        _trace.End(1, Status.Ok);
        AssertDigestOfOutput();
        _trace.End(2, Status.Ok);
        AssertDigestOfOutput();
        Assert.AreEqual(Status.BufferTooSmall, _trace.Digest(new byte[Sha256.DigestSize - 1]));
    }

    private static void Collect(nint context, ReadOnlySpan<byte> bytes) =>
        ((List<byte>)GCHandle.FromIntPtr(context).Target!).AddRange(bytes);

    private static byte[] Digest(ref TraceWriter trace)
    {
        byte[] digest = new byte[Sha256.DigestSize];
        Assert.AreEqual(Status.Ok, trace.Digest(digest));
        return digest;
    }

    private void AssertDigestOfOutput() => CollectionAssert.AreEqual(SHA256.HashData([.. _output]), Digest(ref _trace));
}
