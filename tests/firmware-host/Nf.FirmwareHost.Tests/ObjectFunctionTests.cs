using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>Host objects as a guest sees them; each guest returns what the host answered.</summary>
[TestClass]
public sealed class ObjectFunctionTests
{
    // Names and locators at fixed places; 70 bytes at 200 are more than a locator may have.
    private const string Imports = """
        (import "nf" "open" (func $open (param i32 i32 i32 i32) (result i32)))
        (import "nf" "close" (func $close (param i32) (result i32)))
        (import "nf" "read_field" (func $read (param i32 i32 i32 i32 i32) (result i32)))
        (import "nf" "array_length" (func $length (param i32 i32 i32) (result i32)))
        (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
        (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
        (memory (export "memory") 1 1)
        (data (i32.const 0) "PF0PA1PZ9")
        (data (i32.const 16) "0x480x330x4g")
        (data (i32.const 32) "guest")
        (data (i32.const 40) "level")
        (data (i32.const 48) "number/x")
        (data (i32.const 56) "address")
        (data (i32.const 64) "registers/0")
        (data (i32.const 80) "registers/256")
        (data (i32.const 96) "registers/-1")
        (data (i32.const 112) "limits/host_slots")
        (data (i32.const 136) "limits/fuel")
        (data (i32.const 152) "arguments/1")
        (data (i32.const 168) "period_ns")
        (global $h (mut i32) (i32.const 0))
        (func $pin (result i32) (call $open (i32.const 1) (i32.const 0) (i32.const 3) (i32.const 0)))
        (func $device (result i32) (call $open (i32.const 2) (i32.const 16) (i32.const 4) (i32.const 0)))
        (func $guest (result i32) (call $open (i32.const 3) (i32.const 32) (i32.const 5) (i32.const 0)))
        (func $field (param $object i32) (param $at i32) (param $length i32) (param $room i32) (result i32)
          (call $read (local.get $object) (local.get $at) (local.get $length) (i32.const 1024) (local.get $room)))
        """;

    /// <summary>A guest whose nf_init is the body; what it returns ends the run.</summary>
    private static GuestRun Init(string body) => GuestRun.Of(
        $"(module {Imports} (func (export \"nf_init\") (result i32) {body}) (func (export \"nf_tick\") (result i32) (i32.const 99)))",
        1, "first", "second");

    private static int Result(string body)
    {
        GuestRun run = Init(body);
        Assert.IsTrue(run.Report.Status is Status.Ok or Status.GuestFailed, run.Report.Status.ToString());
        return run.Report.Result;
    }

    [TestMethod]
    [DataRow("(call $open (i32.const 0) (i32.const 0) (i32.const 3) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $open (i32.const 4) (i32.const 0) (i32.const 3) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $open (i32.const -1) (i32.const 0) (i32.const 3) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $open (i32.const 1) (i32.const 0) (i32.const 65) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $open (i32.const 1) (i32.const 6) (i32.const 3) (i32.const 0))", Status.NotFound)]
    [DataRow("(call $open (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0))", Status.NotFound)]
    [DataRow("(call $open (i32.const 2) (i32.const 20) (i32.const 4) (i32.const 0))", Status.NotFound)]
    [DataRow("(call $open (i32.const 2) (i32.const 24) (i32.const 4) (i32.const 0))", Status.NotFound)]
    [DataRow("(call $open (i32.const 3) (i32.const 0) (i32.const 3) (i32.const 0))", Status.NotFound)]
    [DataRow("(call $open (i32.const 1) (i32.const 0) (i32.const 3) (i32.const -1))", Status.OutOfRange)]
    [DataRow("(call $open (i32.const 1) (i32.const 0) (i32.const 3) (i32.const 5))", Status.OutOfRange)]
    [DataRow("(call $close (i32.const 0))", Status.Empty)]
    [DataRow("(call $close (i32.const -5))", Status.OutOfRange)]
    [DataRow("(global.set $h (call $pin)) (drop (call $close (global.get $h))) (call $close (global.get $h))", Status.HandleStale)]
    [DataRow("(call $close (i32.xor (call $pin) (i32.const 0x40000000)))", Status.HandleForeign)]
    [DataRow("(call $close (i32.xor (call $pin) (i32.const 0x600000)))", Status.HandleKindMismatch)]
    [DataRow("(call $close (i32.or (call $pin) (i32.const 4)))", Status.OutOfRange)]
    [DataRow("(call $field (i32.const 0) (i32.const 40) (i32.const 5) (i32.const 4))", Status.Empty)]
    [DataRow("(call $field (call $pin) (i32.const 40) (i32.const 5) (i32.const 4))", Status.PinNotOpen)]
    [DataRow("(call $field (call $pin) (i32.const 40) (i32.const 5) (i32.const 3))", Status.BufferTooSmall)]
    [DataRow("(call $field (call $pin) (i32.const 48) (i32.const 8) (i32.const 4))", Status.NotFound)]
    [DataRow("(call $field (call $pin) (i32.const 56) (i32.const 7) (i32.const 4))", Status.NotFound)]
    [DataRow("(call $field (call $pin) (i32.const 200) (i32.const 65) (i32.const 4))", Status.InvalidArgument)]
    [DataRow("(call $field (call $pin) (i32.const 40) (i32.const 0) (i32.const 4))", Status.InvalidArgument)]
    [DataRow("(call $field (call $device) (i32.const 80) (i32.const 13) (i32.const 4))", Status.OutOfRange)]
    [DataRow("(call $field (call $device) (i32.const 96) (i32.const 12) (i32.const 4))", Status.InvalidArgument)]
    [DataRow("(call $field (call $device) (i32.const 64) (i32.const 11) (i32.const 0))", Status.BufferTooSmall)]
    [DataRow("(call $field (call $guest) (i32.const 136) (i32.const 11) (i32.const 7))", Status.BufferTooSmall)]
    [DataRow("(call $field (call $guest) (i32.const 152) (i32.const 11) (i32.const 5))", Status.BufferTooSmall)]
    [DataRow("(call $length (call $pin) (i32.const 40) (i32.const 5))", Status.NotFound)]
    [DataRow("(call $length (call $device) (i32.const 64) (i32.const 11))", Status.NotFound)]
    [DataRow("(call $length (i32.const 0) (i32.const 64) (i32.const 9))", Status.Empty)]
    public void AFailureIsTheNegatedStatus(string body, Status expected) => Assert.AreEqual(-(int)expected, Result(body));

    [TestMethod]
    [DataRow("(call $open (i32.const 1) (i32.const 65534) (i32.const 3) (i32.const 0))")]
    [DataRow("(call $open (i32.const 9) (i32.const -2) (i32.const 4) (i32.const 0))")]
    [DataRow("(call $read (i32.const 0) (i32.const 65535) (i32.const 2) (i32.const 0) (i32.const 4))")]
    [DataRow("(call $read (i32.const 0) (i32.const 40) (i32.const 5) (i32.const 65535) (i32.const 2))")]
    [DataRow("(call $read (i32.const 0) (i32.const 40) (i32.const 5) (i32.const -4) (i32.const 8))")]
    [DataRow("(call $length (i32.const 0) (i32.const 65536) (i32.const 1))")]
    public void APointerOutsideTheMemoryEndsTheGuest(string body)
    {
        GuestRun run = Init(body);
        Assert.AreEqual(Status.TrapBadPointer, run.Report.Status);
        Assert.IsEmpty(run.Lines);
    }

    [TestMethod]
    public void TheSameObjectHasTheSameHandle() => Assert.AreEqual(1, Result(
        "(if (i32.le_s (call $pin) (i32.const 0)) (then unreachable)) (i32.eq (call $pin) (call $pin))"));

    [TestMethod]
    public void AFailedOpenTakesNoSlotAndAFullTableSaysSo() => Assert.AreEqual(-(int)Status.Full, Result("""
        (drop (call $open (i32.const 2) (i32.const 20) (i32.const 4) (i32.const 0)))
        (if (i32.and (call $pin) (i32.const 255)) (then unreachable))
        (if (i32.ne (i32.and (call $device) (i32.const 255)) (i32.const 1)) (then unreachable))
        (if (i32.ne (i32.and (call $guest) (i32.const 255)) (i32.const 2)) (then unreachable))
        (if (i32.ne (i32.and (call $open (i32.const 1) (i32.const 0) (i32.const 3) (i32.const 4)) (i32.const 255)) (i32.const 3))
          (then unreachable))
        (call $open (i32.const 1) (i32.const 3) (i32.const 3) (i32.const 0))
        """));

    [TestMethod]
    public void AFailedOverwriteLeavesTheObject() => Assert.AreEqual(4, Result("""
        (global.set $h (call $pin))
        (if (i32.ne (call $open (i32.const 2) (i32.const 20) (i32.const 4) (i32.const 1)) (i32.const -3)) (then unreachable))
        (call $field (global.get $h) (i32.const 48) (i32.const 6) (i32.const 4))
        """));

    [TestMethod]
    public void AnUnusedDeviceIsFoundWithoutAskingItAgain()
    {
        GuestRun run = Init("""
            (drop (call $close (call $device)))
            (drop (call $close (call $device)))
            (i32.const 7)
            """);
        Assert.AreEqual(7, run.Report.Result);
        Assert.AreEqual("0 i2c 0x48 read 00", run.Lines.Single());
    }

    [TestMethod]
    public void APinIsReadThroughItsHandle()
    {
        GuestRun run = Init("""
            (drop (call $configure (i32.const 40) (i32.const 1)))
            (drop (call $write (i32.const 40) (i32.const 1)))
            (if (i32.ne (call $field (call $pin) (i32.const 40) (i32.const 5) (i32.const 9)) (i32.const 4)) (then unreachable))
            (if (i32.ne (call $field (call $pin) (i32.const 48) (i32.const 6) (i32.const 4)) (i32.const 4)) (then unreachable))
            (i32.load (i32.const 1024))
            """);
        Assert.AreEqual(40, run.Report.Result);
        CollectionAssert.AreEqual(
            new[] { "0 gpio PF0 mode output", "0 gpio PF0 write 1", "0 gpio PF0 read 1" }, run.Lines.ToArray());
    }

    [TestMethod]
    public void ADeviceHasItsAddressAndRegisters()
    {
        GuestRun run = Init("""
            (if (i32.ne (call $field (call $device) (i32.const 56) (i32.const 7) (i32.const 4)) (i32.const 4)) (then unreachable))
            (if (i32.ne (i32.load (i32.const 1024)) (i32.const 0x48)) (then unreachable))
            (if (i32.ne (call $field (call $device) (i32.const 64) (i32.const 11) (i32.const 2)) (i32.const 2)) (then unreachable))
            (call $length (call $device) (i32.const 64) (i32.const 9))
            """);
        Assert.AreEqual(256, run.Report.Result);
        CollectionAssert.AreEqual(new[] { "0 i2c 0x48 read 00", "0 i2c 0x48 write 00 read 0000" }, run.Lines.ToArray());
    }

    [TestMethod]
    [DataRow("(call $field (call $guest) (i32.const 112) (i32.const 17) (i32.const 4))", 4)]
    [DataRow("(drop (call $field (call $guest) (i32.const 112) (i32.const 17) (i32.const 4))) (i32.load (i32.const 1024))", 65535)]
    [DataRow("(drop (call $field (call $guest) (i32.const 168) (i32.const 9) (i32.const 8))) (i32.load (i32.const 1024))", 100_000_000)]
    [DataRow("(call $field (call $guest) (i32.const 136) (i32.const 11) (i32.const 8))", 8)]
    [DataRow("(call $field (call $guest) (i32.const 152) (i32.const 11) (i32.const 6))", 6)]
    [DataRow("(drop (call $field (call $guest) (i32.const 152) (i32.const 11) (i32.const 6))) (i32.load8_u (i32.const 1029))", 'd')]
    [DataRow("(call $length (call $guest) (i32.const 152) (i32.const 9))", 2)]
    public void TheConfigurationIsRead(string body, int expected) => Assert.AreEqual(expected, Result(body));
}
