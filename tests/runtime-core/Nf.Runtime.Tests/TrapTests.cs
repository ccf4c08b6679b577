using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Every trap has its status, and its backtrace names the function and the instruction.</summary>
[TestClass]
public class TrapTests
{
    // drop(i32.const 0x01234567), found in the module's bytes to tell one place from another.
    private const string Marker = "i32.const 0x1234567 drop ";
    private static readonly byte[] s_marker = [0x41, 0xE7, 0x8A, 0x8D, 0x09, 0x1A];

    private const string Head = """
        (memory 1) (table 3 funcref) (elem (i32.const 1) $other)
        (type $void (func))
        (func $other (param i32))
        """;

    // The instruction that traps comes last in the body; its operands are one constant each.
    [TestMethod]
    [DataRow("unreachable", 0x00, Status.TrapUnreachable)]
    [DataRow("i32.const 65536 i32.load8_u drop", 0x2D, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65533 i32.load drop", 0x28, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65529 i64.load drop", 0x29, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65533 f32.load drop", 0x2A, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65529 f64.load drop", 0x2B, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const -1 i32.load offset=0xffffffff drop", 0x28, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 1 i32.load8_s offset=0xffffffff drop", 0x2C, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65536 i32.const 1 i32.store8", 0x3A, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65533 i32.const 1 i32.store", 0x36, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65529 i64.const 1 i64.store", 0x37, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65529 f64.const 1 f64.store", 0x39, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const -4 i32.const 1 i32.store offset=4", 0x36, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65536 i32.const 0 i32.const 1 memory.copy", 0xFC, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 0 i32.const 65535 i32.const 2 memory.copy", 0xFC, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 1 i32.const 1 i32.const -1 memory.copy", 0xFC, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 65535 i32.const 7 i32.const 2 memory.fill", 0xFC, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 1 i32.const 7 i32.const -1 memory.fill", 0xFC, Status.TrapOutOfBoundsMemory)]
    [DataRow("i32.const 5 i32.const 0 i32.div_s drop", 0x6D, Status.TrapDivideByZero)]
    [DataRow("i32.const 5 i32.const 0 i32.div_u drop", 0x6E, Status.TrapDivideByZero)]
    [DataRow("i32.const 5 i32.const 0 i32.rem_s drop", 0x6F, Status.TrapDivideByZero)]
    [DataRow("i32.const 5 i32.const 0 i32.rem_u drop", 0x70, Status.TrapDivideByZero)]
    [DataRow("i64.const 5 i64.const 0 i64.div_s drop", 0x7F, Status.TrapDivideByZero)]
    [DataRow("i64.const 5 i64.const 0 i64.div_u drop", 0x80, Status.TrapDivideByZero)]
    [DataRow("i64.const 5 i64.const 0 i64.rem_s drop", 0x81, Status.TrapDivideByZero)]
    [DataRow("i64.const 5 i64.const 0 i64.rem_u drop", 0x82, Status.TrapDivideByZero)]
    [DataRow("i32.const 0x80000000 i32.const -1 i32.div_s drop", 0x6D, Status.TrapIntegerOverflow)]
    [DataRow("i64.const 0x8000000000000000 i64.const -1 i64.div_s drop", 0x7F, Status.TrapIntegerOverflow)]
    [DataRow("f32.const 0x1p31 i32.trunc_f32_s drop", 0xA8, Status.TrapIntegerOverflow)]
    [DataRow("f32.const -1 i32.trunc_f32_u drop", 0xA9, Status.TrapIntegerOverflow)]
    [DataRow("f64.const 0x1p31 i32.trunc_f64_s drop", 0xAA, Status.TrapIntegerOverflow)]
    [DataRow("f64.const 0x1p32 i32.trunc_f64_u drop", 0xAB, Status.TrapIntegerOverflow)]
    [DataRow("f32.const 0x1p63 i64.trunc_f32_s drop", 0xAE, Status.TrapIntegerOverflow)]
    [DataRow("f32.const inf i64.trunc_f32_u drop", 0xAF, Status.TrapIntegerOverflow)]
    [DataRow("f64.const -inf i64.trunc_f64_s drop", 0xB0, Status.TrapIntegerOverflow)]
    [DataRow("f64.const 0x1p64 i64.trunc_f64_u drop", 0xB1, Status.TrapIntegerOverflow)]
    [DataRow("f32.const nan i32.trunc_f32_s drop", 0xA8, Status.TrapInvalidConversion)]
    [DataRow("f64.const nan i64.trunc_f64_u drop", 0xB1, Status.TrapInvalidConversion)]
    [DataRow("i32.const 3 call_indirect (type $void)", 0x11, Status.TrapOutOfBoundsTable)]
    [DataRow("i32.const -1 call_indirect (type $void)", 0x11, Status.TrapOutOfBoundsTable)]
    [DataRow("i32.const 0 call_indirect (type $void)", 0x11, Status.TrapNullElement)]
    [DataRow("i32.const 2 call_indirect (type $void)", 0x11, Status.TrapNullElement)]
    [DataRow("i32.const 1 call_indirect (type $void)", 0x11, Status.TrapIndirectCallMismatch)]
    public void A_trap_has_its_status_and_its_place(string code, int opcode, Status expected)
    {
        using TestInstance guest = new($"""{Head} (func $other2) (func $trapping (export "run") nop {Marker} {code})""", names: true);
        Backtrace trace = guest.Trap(expected, "run", ":");
        Assert.AreEqual(1u, trace.Count);
        Assert.AreEqual(0u, trace.Dropped);
        Assert.AreEqual("trapping", guest.FunctionName(trace.Frames[0].FunctionIndex));
        Assert.AreEqual(opcode, guest.Wasm[trace.Frames[0].ModuleOffset]);
        int marker = guest.Wasm.AsSpan().IndexOf(s_marker);
        Assert.IsGreaterThan((uint)marker, trace.Frames[0].ModuleOffset, "the instruction after the marker");
        Assert.AreNotEqual("", guest.Message);

        // The guest is as good as before.
        guest.Trap(expected, "run", ":");
    }

    [TestMethod]
    public void A_call_that_succeeds_has_no_backtrace_and_no_message()
    {
        using TestInstance guest = new("""(func (export "bad") unreachable) (func (export "good"))""");
        guest.Trap(Status.TrapUnreachable, "bad", ":");
        guest.Call("good", ":");
        guest.Instance.GetBacktrace(out Backtrace trace);
        Assert.AreEqual(0u, trace.Count);
        Assert.AreEqual("", guest.Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Frames_go_from_the_inside_out_through_direct_and_indirect_calls(bool names)
    {
        using TestInstance guest = new("""
            (import "t" "nop" (func $imported))
            (type $void (func)) (table 1 funcref) (elem (i32.const 0) $middle)
            (func $inner (export "inner") nop nop unreachable)
            (func $middle (export "middle") call $imported call $inner)
            (func $outer (export "outer") nop i32.const 0 call_indirect (type $void) nop)
            (func $run (export "run") (loop (block (if (i32.const 1) (then call $outer)))))
            """, names: names);
        Backtrace trace = guest.Trap(Status.TrapUnreachable, "run", ":");
        Assert.AreEqual(4u, trace.Count);
        string[] found = [.. Enumerable.Range(0, 4).Select(i => guest.FunctionName(trace.Frames[i].FunctionIndex))];
        CollectionAssert.AreEqual(new[] { "inner", "middle", "outer", "run" }, found);
        int[] opcodes = [.. Enumerable.Range(0, 4).Select(i => (int)guest.Wasm[trace.Frames[i].ModuleOffset])];
        CollectionAssert.AreEqual(new[] { 0x00, 0x10, 0x11, 0x10 }, opcodes);
        // middle calls twice: the second call is the one (call 0, call 1).
        Assert.AreEqual(1, guest.Wasm[trace.Frames[1].ModuleOffset + 1]);
    }

    [TestMethod]
    public void Frames_beyond_the_eight_kept_are_counted()
    {
        StringBuilder text = new("""(func $f0 (export "f0") unreachable)""");
        for (int i = 1; i <= 20; i++) text.Append(CultureInfo.InvariantCulture, $"""(func $f{i} (export "f{i}") call $f{i - 1})""");
        using TestInstance guest = new(text.ToString());
        for (int depth = 0; depth <= 20; depth++)
        {
            Backtrace trace = guest.Trap(Status.TrapUnreachable, $"f{depth}", ":");
            Assert.AreEqual((uint)Math.Min(depth + 1, Backtrace.FramesMax), trace.Count);
            Assert.AreEqual((uint)Math.Max(depth + 1 - Backtrace.FramesMax, 0), trace.Dropped);
            for (int i = 0; i < (int)trace.Count; i++) Assert.AreEqual((uint)i, trace.Frames[i].FunctionIndex);
        }
    }

    [TestMethod]
    public void Places_are_right_across_many_code_pages()
    {
        // Each step: local 0 counts down, and traps when it is zero. 3,000 steps of six instructions take several pages.
        const int steps = 3000;
        StringBuilder text = new("""(func $big (export "run") (param i32) (result i32) (local i64)""");
        for (int i = 0; i < steps; i++)
        {
            text.Append("local.get 0 i32.eqz if unreachable end local.get 0 i32.const 1 i32.sub local.set 0 ");
            // Distances of a byte or two between map entries, and some larger ones.
            if (i % 100 == 7) text.Append("i64.const 0x7123456789abcdef i64.const 0x7123456789abcdef i64.add local.set 1 ");
        }

        using TestInstance guest = new(text.Append("i32.const 99)").ToString());
        Assert.AreEqual(99ul, guest.Call("run", "i:i", steps)[0]);
        byte[] pattern = [0x45, 0x04, 0x40, 0x00, 0x0B];
        int[] places = [.. Enumerable.Range(0, guest.Wasm.Length - 5).Where(i => guest.Wasm.AsSpan(i, 5).SequenceEqual(pattern))];
        Assert.HasCount(steps, places);
        for (int step = 0; step < steps; step++)
        {
            Backtrace trace = guest.Trap(Status.TrapUnreachable, "run", "i:i", (ulong)step);
            Assert.AreEqual((uint)(places[step] + 3), trace.Frames[0].ModuleOffset, $"step {step}");
        }
    }

    [TestMethod]
    public void A_trap_in_the_start_function_is_the_result_of_Start_and_comes_once()
    {
        using TestInstance guest = new("""
            (global (export "n") (mut i32) (i32.const 0))
            (func $start (global.set 0 (i32.add (global.get 0) (i32.const 1))) unreachable)
            (start $start) (func (export "f"))
            """);
        guest.Call("f", ":");
        Assert.AreEqual(0ul, Count(guest), "before Start");
        Assert.AreEqual(Status.TrapUnreachable, guest.Instance.Start());
        Assert.AreEqual(Status.Ok, guest.Instance.Start());
        Assert.AreEqual(1ul, Count(guest));

        static ulong Count(TestInstance guest)
        {
            guest.Instance.FindGlobal("n"u8, out ExportedGlobal global);
            guest.Instance.GetGlobal(in global, out ulong value);
            return value;
        }
    }
}
