using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>The ring that a guest exports as <c>nf_samples</c>: what the host puts there, and what it says to one that is none.</summary>
[TestClass]
public sealed class SamplePublisherTests
{
    private const string Tag = @"\14\c0\ed\fe";
    private const string Overwrite = @"\00\00\01\00";
    private const string Refuse = @"\00\00\00\00";
    private const string Counts = @"\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00";
    private const string Sensor = @"\48\00\00\00";
    private const string Nobody = @"\33\00\00\00";

    private static string Capacity(int capacity) => $@"\{capacity:x2}\00\00\00";

    /// <summary>A guest with a ring at 64; its nf_tick gives the value of an expression in tick 3, and 0 before.</summary>
    private static GuestRun Run(string ring, string answer = "(i32.const 1)", string global = "i32 (i32.const 64)", uint ticks = 3) =>
        GuestRun.Of(Guest(ring, answer, global), ticks);

    private static string Guest(string ring, string answer = "(i32.const 1)", string global = "i32 (i32.const 64)") =>
            $"""
            (module
              (import "nf" "tick" (func $tick (result i64)))
              (memory (export "memory") 1 1)
              (global (export "nf_samples") {global})
              (data (i32.const 64) "{ring}")
              (func (export "nf_tick") (result i32) (if (result i32) (i64.eq (call $tick) (i64.const 3)) (then {answer}) (else (i32.const 0)))))
            """;

    private static string Word(int offset) => $"(i32.load offset={64 + offset} (i32.const 0))";

    [TestMethod]
    [DataRow(4, 16, 3, DisplayName = "one a tick")]
    [DataRow(4, 36, 1, DisplayName = "the first has its tick")]
    [DataRow(4, 52, 3, DisplayName = "the third has its tick")]
    [DataRow(2, 36, 3, DisplayName = "the oldest is written over")]
    public void A_sample_comes_each_tick(int capacity, int offset, int expected)
    {
        GuestRun run = Run(Tag + Overwrite + Capacity(capacity) + Counts + Sensor, Word(offset));
        Assert.AreEqual((Status.Ok, expected), (run.Report.Status, run.Report.Result));
        CollectionAssert.AreEqual(
            new[] { "1 i2c 0x48 write 00 read 0000", "2 i2c 0x48 write 00 read 0000", "3 i2c 0x48 write 00 read 0000" },
            run.Lines.Where(line => line.Contains("i2c")).ToArray());
    }

    [TestMethod]
    [DataRow(16, 2, DisplayName = "two were published")]
    [DataRow(20, 1, DisplayName = "one was refused")]
    public void A_full_ring_that_refuses_counts(int offset, int expected)
    {
        GuestRun run = Run(Tag + Refuse + Capacity(2) + Counts + Sensor, Word(offset));
        Assert.AreEqual((Status.Ok, expected), (run.Report.Status, run.Report.Result));
    }

    [TestMethod]
    [DataRow("i2c", "1 i2c 0x48 write 00 read 0000")]
    [DataRow("i2c:0x48", "1 i2c 0x48 write 00 read 0000")]
    [DataRow("i2c:0x49", "1 i2c 0x48 write 00 read -> NotGranted")]
    [DataRow("gpio:0x48", "1 i2c 0x48 write 00 read -> NotGranted")]
    public void A_device_that_is_not_granted_gives_no_sample(string capability, string expected) =>
        Assert.AreEqual(expected, GuestRun.Packed(Guest(Tag + Overwrite + Capacity(4) + Counts + Sensor), capability).Lines[0]);

    [TestMethod]
    public void A_device_that_does_not_answer_gives_no_sample()
    {
        GuestRun run = Run(Tag + Overwrite + Capacity(4) + Counts + Nobody, $"(i32.add (i32.const 7) {Word(16)})");
        Assert.AreEqual((Status.Ok, 7), (run.Report.Status, run.Report.Result));
        CollectionAssert.Contains(run.Lines.ToArray(), "1 i2c 0x33 write 00 read -> I2cNoAcknowledge");
    }

    [TestMethod]
    [DataRow("", "i32 (i32.const 64)", Status.BucketCorrupt, DisplayName = "never formatted")]
    [DataRow(Tag + @"\02\00\01\00" + @"\04\00\00\00" + Counts + Sensor, "i32 (i32.const 64)", Status.BucketCorrupt, DisplayName = "a ring of i32")]
    [DataRow(Tag + Overwrite + @"\03\00\00\00" + Counts + Sensor, "i32 (i32.const 64)", Status.BucketCorrupt, DisplayName = "a capacity of 3")]
    [DataRow(Tag + Overwrite + @"\04\00\00\00" + Counts + @"\48\00\01\00", "i32 (i32.const 64)", Status.BucketCorrupt, DisplayName = "no source")]
    [DataRow(Tag + Overwrite + @"\00\40\00\00" + Counts + Sensor, "i32 (i32.const 64)", Status.TrapBadPointer, DisplayName = "longer than memory")]
    [DataRow("", "i32 (i32.const 65520)", Status.TrapBadPointer, DisplayName = "at the end")]
    [DataRow("", "i32 (i32.const -4)", Status.TrapBadPointer, DisplayName = "beyond")]
    [DataRow("", "i32 (i32.const 66)", Status.BucketCorrupt, DisplayName = "unaligned")]
    [DataRow("", "i64 (i64.const 64)", Status.ExportMismatch, DisplayName = "an i64")]
    public void What_is_no_ring_ends_the_guest(string ring, string global, Status expected)
    {
        GuestRun run = Run(ring, global: global);
        Assert.AreEqual(expected, run.Report.Status);
        Assert.IsFalse(run.Lines.Any(line => line.Contains("i2c")));
    }

    [TestMethod]
    [DataRow(Tag + Overwrite + @"\04\00\00\00" + Counts + Sensor, Status.Ok)]
    [DataRow("", Status.BucketCorrupt)]
    public void A_program_gets_them_while_it_sleeps(string ring, Status expected)
    {
        GuestRun run = GuestRun.Of(
            $"""
            (module
              (import "nf" "sleep_until_next_tick" (func $sleep (result i32)))
              (memory (export "memory") 1 1)
              (global (export "nf_samples") i32 (i32.const 64))
              (data (i32.const 64) "{ring}")
              (func (export "_start")
                (loop $ticks (br_if $ticks (i32.eqz (call $sleep))))
                (if (i32.ne {Word(16)} (i32.const 3)) (then unreachable))))
            """,
            ticks: 3);
        Assert.AreEqual(expected, run.Report.Status);
    }
}
