using System;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public sealed class CrashMemoryTests
{
    [TestMethod]
    public void WhatPowerOnLeavesIsNoRecord()
    {
        CrashMemory crash = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<CrashMemory>(ref crash));
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            bytes.Fill((byte)value);
            Assert.IsFalse(crash.TryRead(out GuestFault guest) || crash.TryRead(out HostFault _), $"filled with {value}");
            Assert.AreEqual(0u, guest.FrameCount, "what is no record reads as empty");
        }
    }

    [TestMethod]
    public void AFaultOfAGuestIsKeptUntilItIsForgotten()
    {
        CrashMemory crash = default;
        GuestFault fault = new() { Place = 2, Status = Status.TrapOutOfFuel, Fuel = 3, UptimeNanoseconds = ulong.MaxValue, FrameCount = 8 };
        fault.Frames[7].ModuleOffset = 0x1234;
        crash.Record(in fault);
        Assert.IsTrue(crash.TryRead(out GuestFault read));
        Assert.AreEqual((2u, Status.TrapOutOfFuel, 3ul, ulong.MaxValue, 8u), (read.Place, read.Status, read.Fuel, read.UptimeNanoseconds, read.FrameCount));
        Assert.AreEqual(0x1234u, read.Frames[7].ModuleOffset);
        Assert.IsFalse(crash.TryRead(out HostFault _), "a guest's fault is none of the host");
        crash.Forget();
        Assert.IsFalse(crash.TryRead(out read));
    }

    [TestMethod]
    public void AnyByteThatChangesSpoilsTheRecord()
    {
        CrashMemory crash = default;
        GuestFault fault = new() { Place = 1, Status = Status.TrapUnreachable };
        crash.Record(in fault);
        Span<byte> record = MemoryMarshal.AsBytes(new Span<CrashMemory>(ref crash)).Slice(Marshal.SizeOf<CrashMemory>() - Marshal.SizeOf<GuestFault>());
        for (int i = 0; i < record.Length; i++)
        {
            record[i] ^= 0x10;
            Assert.IsFalse(crash.TryRead(out GuestFault _), $"byte {i}");
            record[i] ^= 0x10;
        }
        Assert.IsTrue(crash.TryRead(out GuestFault _));
    }
}
