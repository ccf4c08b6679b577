using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime;

namespace Nf.FirmwareHost.Tests;

/// <summary>What a package reaches is what its manifest grants: functions when it is linked, pins and devices when it calls.</summary>
[TestClass]
public sealed class CapabilityTests
{
    private const string Pins = """
        (import "nf" "log" (func $log (param i32 i32 i32) (result i32)))
        (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
        (import "nf" "gpio_read" (func $read (param i32) (result i32)))
        (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
        """;

    private const string Devices = """
        (import "nf" "i2c_write" (func $i2c_write (param i32 i32 i32) (result i32)))
        (import "nf" "i2c_read" (func $i2c_read (param i32 i32 i32) (result i32)))
        (import "nf" "i2c_write_read" (func $i2c_write_read (param i32 i32 i32 i32 i32) (result i32)))
        """;

    private const string Display = "(import \"nf\" \"display_size\" (func $size (result i32)))";

    private const string Output = "(call $configure (i32.const 40) (i32.const 1))";
    private const string Input = "(call $configure (i32.const 40) (i32.const 0))";
    private const string PullUp = "(call $configure (i32.const 40) (i32.const 2))";
    private const string Read = "(call $read (i32.const 40))";
    private const string Write = "(call $write (i32.const 40) (i32.const 1))";

    private static string Guest(string imports, string body) => $$"""
        (module {{imports}} (memory (export "memory") 1 1)
          (func (export "nf_init") (result i32) {{body}}) (func (export "nf_tick") (result i32) (i32.const 0)))
        """;

    [TestMethod]
    [DataRow(Pins, new string[0], "gpio_configure")]
    [DataRow(Pins, new[] { "i2c", "gpi", "gpioo", "topic:gpio:pub" }, "gpio_configure")]
    [DataRow(Devices, new[] { "gpio", "i2:0x48" }, "i2c_write")]
    [DataRow(Pins, new[] { "gpio" }, null)]
    [DataRow(Pins, new[] { "i2c", "gpio:PA1:in" }, null)]
    [DataRow(Devices, new[] { "i2c:0x33" }, null)]
    [DataRow(Display, new[] { "gpio", "i2c", "displays" }, "display_size")]
    [DataRow(Display, new[] { "display" }, null)]
    public void AnImportWhoseClassNobodyGrantedIsNotLinked(string imports, string[] capabilities, string? refused)
    {
        RunReport report = GuestRun.Packed(Guest(imports, "(i32.const 1)"), capabilities).Report;
        Assert.AreEqual(refused == null ? Status.Ok : Status.NotGranted, report.Status);
        Assert.AreEqual(refused == null ? LoadDetail.None : LoadDetail.Capability, report.Load.Detail);
        Assert.AreEqual(refused != null, report.Load.NameOffset > 0);
    }

    [TestMethod]
    public void WhatEverybodyMayDoNeedsNoCapability()
    {
        const string free = """
            (import "nf" "log" (func $log (param i32 i32 i32) (result i32)))
            (import "nf" "clock_now_ns" (func $clock (result i64)))
            (import "nf" "tick" (func $tick (result i64)))
            (import "nf" "sleep_until_next_tick" (func $sleep (result i32)))
            """;
        GuestRun run = GuestRun.Packed(Guest(free, "(drop (call $log (i32.const 1) (i32.const 0) (i32.const 0))) (i32.const 1)"));
        Assert.AreEqual(Status.Ok, run.Report.Status);
    }

    [TestMethod]
    [DataRow(Output, "gpio", Status.Ok)]
    [DataRow(Output, "gpio:PF0", Status.Ok)]
    [DataRow(Output, "gpio:PF0:out", Status.Ok)]
    [DataRow(Output, "gpio:PF0:in", Status.NotGranted)]
    [DataRow(Output, "gpio:PF1", Status.NotGranted)]
    [DataRow(Output, "gpio:PF0:outer", Status.NotGranted)]
    [DataRow(Output, "gpio:pf0", Status.NotGranted)]
    [DataRow(Output, "gpio:40", Status.NotGranted)]
    [DataRow(Input, "gpio:PF0:in", Status.Ok)]
    [DataRow(PullUp, "gpio:PF0:in", Status.Ok)]
    [DataRow(Input, "gpio:PF0:out", Status.NotGranted)]
    [DataRow(PullUp, "gpio:PF0:out", Status.NotGranted)]
    [DataRow(Write, "gpio:PF0:out", Status.PinNotOpen)]
    [DataRow(Write, "gpio:PF0:in", Status.NotGranted)]
    [DataRow(Read, "gpio:PF0:in", Status.PinNotOpen)]
    [DataRow(Read, "gpio:PF0:out", Status.PinNotOpen)]
    [DataRow(Read, "gpio:PF1:in", Status.NotGranted)]
    [DataRow("(call $configure (i32.const 64) (i32.const 1))", "gpio", Status.PinNotFound)]
    [DataRow("(call $configure (i32.const 64) (i32.const 1))", "gpio:PF0", Status.NotGranted)]
    [DataRow("(call $write (i32.const -2147483648) (i32.const 1))", "gpio:PF0", Status.NotGranted)]
    [DataRow("(call $write (i32.const -2147483648) (i32.const 1))", "gpio", Status.PinNotFound)]
    public void APinIsUsedAsItWasGranted(string call, string capability, Status expected)
    {
        GuestRun run = GuestRun.Packed(Guest(Pins, call), capability);
        Assert.AreEqual(-(int)expected, run.Report.Result);
    }

    [TestMethod]
    [DataRow("i2c", Status.I2cNoAcknowledge)]
    [DataRow("i2c:0x3a", Status.I2cNoAcknowledge)]
    [DataRow("i2c:0x3A", Status.NotGranted)]
    [DataRow("i2c:58", Status.NotGranted)]
    [DataRow("i2c:0x48", Status.NotGranted)]
    public void ADeviceIsUsedAsItWasGranted(string capability, Status expected)
    {
        foreach (string call in new[]
        {
            "(call $i2c_write (i32.const 0x3a) (i32.const 0) (i32.const 1))",
            "(call $i2c_read (i32.const 0x3a) (i32.const 0) (i32.const 1))",
            "(call $i2c_write_read (i32.const 0x3a) (i32.const 0) (i32.const 1) (i32.const 8) (i32.const 1))",
        })
        {
            Assert.AreEqual(-(int)expected, GuestRun.Packed(Guest(Devices, call), capability).Report.Result);
        }
    }

    [TestMethod]
    [DataRow("i2c", Status.InvalidArgument)]
    [DataRow("i2c:0x3a", Status.NotGranted)]
    public void AnAddressThatIsNoneHasNoName(string capability, Status expected)
    {
        foreach (string address in new[] { "0x13a", "0x80000048", "-1", "256" })
        {
            string call = $"(call $i2c_write (i32.const {address}) (i32.const 0) (i32.const 1))";
            Assert.AreEqual(-(int)expected, GuestRun.Packed(Guest(Devices, call), capability).Report.Result);
        }
    }

    [TestMethod]
    public void WhatWasRefusedChangesNothing()
    {
        const string body = $"""
            {Output} drop (call $write (i32.const 41) (i32.const 1)) drop (call $configure (i32.const 41) (i32.const 1)) drop
            {Read}
            """;
        GuestRun run = GuestRun.Packed(Guest(Pins, body), "gpio:PF0");
        Assert.AreEqual(0, run.Report.Result);
        Assert.IsTrue(run.Lines.Any(line => line.Contains("PF1", System.StringComparison.Ordinal)), "the attempts stand in the trace");
    }

    [TestMethod]
    [DataRow("gpio:PF1", Status.NotGranted)]
    [DataRow("gpio:PF0:in", Status.NotGranted)]
    [DataRow("gpio:PF0:out", Status.Ok)]
    [DataRow(null, Status.NotGranted)]
    public void ARingGetsNoMoreThanACall(string? capability, Status expected)
    {
        // One entry: gpio_configure(40, 1).
        const string guest = """
            (module (import "nf" "submit" (func $submit (param i32) (result i32)))
              (memory (export "memory") 1 1)
              (data (i32.const 64) "\01\00\00\00\00\00\00\00\01\00\00\00\00\00\00\00\04\00\00\00\28\00\00\00\01\00\00\00")
              (func (export "nf_init") (result i32) (drop (call $submit (i32.const 64))) (i32.load (i32.const 104)))
              (func (export "nf_tick") (result i32) (i32.const 0)))
            """;
        string[] capabilities = capability == null ? [] : [capability];
        Assert.AreEqual(-(int)expected, GuestRun.Packed(guest, capabilities).Report.Result);
    }
}
