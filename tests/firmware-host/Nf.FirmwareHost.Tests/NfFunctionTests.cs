using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>Module <c>nf</c> as a guest sees it; each guest returns what the host answered.</summary>
[TestClass]
public sealed class NfFunctionTests
{
    private const string Imports = """
        (import "nf" "log" (func $log (param i32 i32 i32) (result i32)))
        (import "nf" "clock_now_ns" (func $clock (result i64)))
        (import "nf" "tick" (func $tick (result i64)))
        (import "nf" "sleep_until_next_tick" (func $sleep (result i32)))
        (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
        (import "nf" "gpio_read" (func $read (param i32) (result i32)))
        (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
        (import "nf" "i2c_write" (func $i2c_write (param i32 i32 i32) (result i32)))
        (import "nf" "i2c_read" (func $i2c_read (param i32 i32 i32) (result i32)))
        (import "nf" "i2c_write_read" (func $i2c_write_read (param i32 i32 i32 i32 i32) (result i32)))
        (import "nf" "display_size" (func $size (result i32)))
        (import "nf" "display_draw" (func $draw (param i32 i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1 1)
        (data (i32.const 0) "hello")
        """;

    /// <summary>A guest whose nf_init is the body; what it returns ends the run.</summary>
    private static GuestRun Init(string body) => GuestRun.Of(Guest(body));

    private static string Guest(string body) =>
        $"(module {Imports} (func (export \"nf_init\") (result i32) {body}) (func (export \"nf_tick\") (result i32) (i32.const 1)))";

    [TestMethod]
    public void A_guest_that_aborts_itself_is_ended()
    {
        GuestRun run = GuestRun.Of("""
            (module (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
              (func (export "nf_tick") (result i32) (call $abort (i32.const -1) (i32.const 0) (i32.const 3) (i32.const 4)) (i32.const 0)))
            """);
        Assert.AreEqual(Status.GuestAborted, run.Report.Status);
    }

    [TestMethod]
    [DataRow("(call $log (i32.const 1) (i32.const 0) (i32.const 5))", Status.Ok)]
    [DataRow("(call $log (i32.const 4) (i32.const 0) (i32.const 5))", Status.InvalidArgument)]
    [DataRow("(call $log (i32.const -1) (i32.const 0) (i32.const 5))", Status.InvalidArgument)]
    [DataRow("(call $log (i32.const 1) (i32.const 0) (i32.const 257))", Status.InvalidArgument)]
    [DataRow("(call $configure (i32.const 64) (i32.const 0))", Status.PinNotFound)]
    [DataRow("(call $configure (i32.const -1) (i32.const 0))", Status.PinNotFound)]
    [DataRow("(call $configure (i32.const 3) (i32.const 9))", Status.InvalidArgument)]
    [DataRow("(call $write (i32.const 3) (i32.const 1))", Status.PinNotOpen)]
    [DataRow("(call $read (i32.const 3))", Status.PinNotOpen)]
    [DataRow("(drop (call $configure (i32.const 3) (i32.const 0))) (call $write (i32.const 3) (i32.const 1))", Status.PinModeMismatch)]
    [DataRow("(call $i2c_write (i32.const 0x33) (i32.const 0) (i32.const 1))", Status.I2cNoAcknowledge)]
    [DataRow("(call $i2c_read (i32.const 0x33) (i32.const 0) (i32.const 1))", Status.I2cNoAcknowledge)]
    [DataRow("(call $i2c_write (i32.const 0x48) (i32.const 0) (i32.const 33))", Status.InvalidArgument)]
    [DataRow("(call $i2c_read (i32.const 0x48) (i32.const 0) (i32.const 33))", Status.InvalidArgument)]
    [DataRow("(call $i2c_write (i32.const 0x1048) (i32.const 0) (i32.const 1))", Status.InvalidArgument)]
    [DataRow("(call $sleep)", Status.NotSupported)]
    [DataRow("(call $draw (i32.const 0) (i32.const 0) (i32.const 128) (i32.const 64) (i32.const 61440))", Status.Ok)]
    [DataRow("(call $draw (i32.const 1) (i32.const 0) (i32.const 2) (i32.const 2) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $draw (i32.const 0) (i32.const 0) (i32.const 130) (i32.const 2) (i32.const 0))", Status.InvalidArgument)]
    [DataRow("(call $draw (i32.const 0) (i32.const 0) (i32.const -2) (i32.const -2) (i32.const 99999999))", Status.InvalidArgument)]
    public void A_failure_is_the_negated_status(string body, Status expected)
    {
        GuestRun run = Init(body);
        Assert.AreEqual(expected == Status.Ok ? Status.Ok : Status.GuestFailed, run.Report.Status);
        Assert.AreEqual(expected == Status.Ok ? 1 : -(int)expected, run.Report.Result);
    }

    [TestMethod]
    public void What_is_drawn_stands_in_the_trace_and_costs_fuel_by_the_byte()
    {
        static GuestRun Draw(string area) =>
            GuestRun.Packed(Guest($"(drop (call $draw {area} (i32.const 0))) (i32.const 1)"), "display", "gpio", "i2c");

        Assert.AreEqual((128 << 16) | 64, Init("(call $size)").Report.Result);
        GuestRun small = Draw("(i32.const 2) (i32.const 3) (i32.const 4) (i32.const 2)");
        GuestRun large = Draw("(i32.const 0) (i32.const 0) (i32.const 128) (i32.const 64)");
        Assert.AreEqual($"0 display 2,3 4x2 draw {Crc32.Of("hell"u8):x8}", small.Lines.Single());
        Assert.AreEqual(2UL * (4096 - 4), large.Report.Fuel - small.Report.Fuel);
    }

    [TestMethod]
    [DataRow("(call $log (i32.const 1) (i32.const 65536) (i32.const 1))")]
    [DataRow("(call $log (i32.const 1) (i32.const -1) (i32.const 2))")]
    [DataRow("(call $log (i32.const 1) (i32.const 0) (i32.const -1))")]
    [DataRow("(call $i2c_write (i32.const 0x48) (i32.const 65535) (i32.const 2))")]
    [DataRow("(call $i2c_read (i32.const 0x48) (i32.const 65535) (i32.const 2))")]
    [DataRow("(call $i2c_write_read (i32.const 0x48) (i32.const -4) (i32.const 8) (i32.const 0) (i32.const 2))")]
    [DataRow("(call $i2c_write_read (i32.const 0x48) (i32.const 0) (i32.const 1) (i32.const 65535) (i32.const 2))")]
    [DataRow("(call $draw (i32.const 0) (i32.const 0) (i32.const 128) (i32.const 64) (i32.const 61441))")]
    [DataRow("(call $draw (i32.const 0) (i32.const 0) (i32.const 2) (i32.const 1) (i32.const -1))")]
    public void A_pointer_outside_the_memory_ends_the_guest(string body)
    {
        GuestRun run = Init(body);
        Assert.AreEqual(Status.TrapBadPointer, run.Report.Status);
        Assert.AreEqual("0 end TrapBadPointer", run.End);
        Assert.IsGreaterThan(0u, run.Report.Backtrace.Count);
        Assert.IsEmpty(run.Lines);
    }

    [TestMethod]
    public void An_empty_span_at_the_end_of_memory_is_inside()
    {
        GuestRun run = Init("(call $log (i32.const 0) (i32.const 65536) (i32.const 0))");
        Assert.AreEqual(Status.Ok, run.Report.Status);
        Assert.AreEqual("0 log debug ", run.Lines.Single());
    }

    [TestMethod]
    public void What_a_guest_does_is_traced()
    {
        GuestRun run = Init("""
            (drop (call $log (i32.const 2) (i32.const 0) (i32.const 5)))
            (drop (call $configure (i32.const 40) (i32.const 1)))
            (drop (call $write (i32.const 40) (i32.const 7)))
            (i32.store8 (i32.const 100) (i32.const 1))
            (drop (call $i2c_write_read (i32.const 0x48) (i32.const 100) (i32.const 1) (i32.const 100) (i32.const 1)))
            (i32.load8_u (i32.const 100))
            """);
        CollectionAssert.AreEqual(
            new[] { "0 log warning hello", "0 gpio PF0 mode output", "0 gpio PF0 write 1", "0 i2c 0x48 write 01 read 00" }, run.Lines.ToArray());
        Assert.AreEqual(Status.Ok, run.Report.Status);
    }

    /// <summary>The same calls, queued in a ring: the same trace, the same answers.</summary>
    [TestMethod]
    public void A_batch_does_what_calls_do()
    {
        GuestRun run = GuestRun.Of("""
            (module
              (import "nf" "submit" (func $submit (param i32) (result i32)))
              (memory (export "memory") 1 1)
              (data (i32.const 0) "hello") (data (i32.const 32) "\01")
              (data (i32.const 64) "\04\00\00\00" "\00\00\00\00" "\04\00\00\00" "\00\00\00\00")
              (data (i32.const 80) "\01\00\00\00" "\02\00\00\00" "\00\00\00\00" "\05\00\00\00")
              (data (i32.const 112) "\04\00\00\00" "\28\00\00\00" "\01\00\00\00")
              (data (i32.const 144) "\06\00\00\00" "\28\00\00\00" "\07\00\00\00")
              (data (i32.const 176) "\09\00\00\00" "\48\00\00\00" "\20\00\00\00" "\01\00\00\00" "\20\00\00\00" "\01\00\00\00")
              (func (export "nf_init") (result i32)
                (if (i32.ne (call $submit (i32.const 64)) (i32.const 4)) (then unreachable))
                (if (i32.ne (i32.load (i32.const 68)) (i32.const 4)) (then unreachable))
                (i32.or (i32.or (i32.load (i32.const 104)) (i32.load (i32.const 136)))
                  (i32.or (i32.load (i32.const 168)) (i32.load (i32.const 200)))))
              (func (export "nf_tick") (result i32) (i32.const 1)))
            """);
        CollectionAssert.AreEqual(
            new[] { "0 log warning hello", "0 gpio PF0 mode output", "0 gpio PF0 write 1", "0 i2c 0x48 write 01 read 00" }, run.Lines.ToArray());
        Assert.AreEqual((Status.Ok, 1), (run.Report.Status, run.Report.Result));
    }

    [TestMethod]
    public void A_program_sleeps_from_tick_to_tick_and_is_told_to_stop()
    {
        GuestRun run = GuestRun.Of($$"""
            (module {{Imports}}
              (func (export "_start")
                (loop $next
                  (if (i32.eqz (call $sleep)) (then
                    (if (i64.ne (call $clock) (i64.mul (call $tick) (i64.const 100000000))) (then unreachable))
                    (drop (call $log (i32.const 1) (i32.const 0) (i32.wrap_i64 (call $tick))))
                    (br $next))))))
            """, ticks: 3);
        CollectionAssert.AreEqual(new[] { "1 log info h", "2 log info he", "3 log info hel" }, run.Lines.ToArray());
        Assert.AreEqual(Status.Ok, run.Report.Status);
        Assert.AreEqual(3UL, run.Report.Ticks);
        Assert.AreEqual("3 end Ok", run.End);
    }

    [TestMethod]
    public void A_program_that_sleeps_on_is_ended()
    {
        GuestRun run = GuestRun.Of($"(module {Imports} (func (export \"_start\") (loop $next (drop (call $sleep)) (br $next))))", ticks: 5);
        Assert.AreEqual(Status.Ok, run.Report.Status);
        Assert.AreEqual(5UL, run.Report.Ticks);
    }

    [TestMethod]
    [DataRow("(func (export \"nf_tick\") (result i32) (i32.const 7))", Status.Ok, 7, 1UL)]
    [DataRow("(func (export \"nf_tick\") (result i32) (i32.const -3))", Status.GuestFailed, -3, 1UL)]
    [DataRow("(func (export \"nf_tick\") (result i32) (i32.const 0))", Status.Ok, 0, 4UL)]
    [DataRow("(func (export \"nf_tick\") (result i32) (i32.div_u (i32.const 1) (i32.const 0)))", Status.TrapDivideByZero, 0, 1UL)]
    [DataRow("(func (export \"nf_tick\") (result i64) (i64.const 0))", Status.ExportMismatch, 0, 0UL)]
    [DataRow("(func (export \"other\") (result i32) (i32.const 0))", Status.ExportNotFound, 0, 0UL)]
    [DataRow("(global (export \"nf_tick\") i32 (i32.const 0))", Status.ExportMismatch, 0, 0UL)]
    [DataRow("(func $s unreachable) (start $s) (func (export \"nf_tick\") (result i32) (i32.const 0))", Status.TrapUnreachable, 0, 0UL)]
    public void A_run_ends_as_the_guest_says(string functions, Status status, int result, ulong ticks)
    {
        GuestRun run = GuestRun.Of($"(module {functions})", ticks: 4);
        Assert.AreEqual(status, run.Report.Status);
        Assert.AreEqual(result, run.Report.Result);
        Assert.AreEqual(ticks, run.Report.Ticks);
        Assert.AreEqual($"{ticks} end {status}", run.End);
    }
}
