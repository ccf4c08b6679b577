using System;
using System.Globalization;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A guest that wants more native stack than there is gets a status; the process lives.</summary>
[TestClass]
public class NativeStackTests
{
    // What .NET itself needs of a thread's stack, with room for the tests' own code.
    private const int ThreadBytes = 96 * 1024;

    [TestMethod]
    [DataRow("(func $f (export \"run\") call $f)")]
    [DataRow("(func $f (export \"run\") (loop call $f))")]
    [DataRow("(func $f (export \"run\") call $g) (func $g call $f)")]
    [DataRow("(type $v (func)) (table 1 funcref) (elem (i32.const 0) $f) (func $f (export \"run\") i32.const 0 call_indirect (type $v))")]
    [DataRow("(func $f (export \"run\") call $imported call $f)")]
    [DataRow("(func $f (export \"run\") (local i64 i64 i64) call $f)")]
    public void Endless_recursion_ends_with_a_status(string text)
    {
        const uint native = 128 * 1024;
        string wat = $"""
            (import "t" "nop" (func $imported)) {text}
            (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
            """;
        // Value stack for far more calls than the native one allows.
        TestOptions options = new() { NativeStackBytes = native, StackBytes = 512 * 1024 };
        OnThread((int)native + ThreadBytes, () =>
        {
            using TestInstance guest = new(wat, options);
            for (int i = 0; i < 3; i++)
            {
                Backtrace trace = guest.Trap(Status.TrapStackOverflow, "run", ":");
                Assert.AreEqual((uint)Backtrace.FramesMax, trace.Count);
                Assert.IsGreaterThan(200u, trace.Dropped);
                Assert.AreEqual(42ul, guest.Call("add", "ii:i", 40, 2)[0]);
            }

            using TestInstance fresh = new(guest.Wasm, options);
            Assert.AreEqual(42ul, fresh.Call("add", "ii:i", 40, 2)[0]);
        });
    }

    [TestMethod]
    public void The_value_stack_ends_with_the_same_status()
    {
        using TestInstance guest = new("""(func $f (export "run") (local i64 i64 i64 i64) call $f)""",
            new TestOptions { StackBytes = 1024 });
        Backtrace trace = guest.Trap(Status.TrapStackOverflow, "run", ":");
        Assert.IsLessThan(40u, trace.Dropped);
    }

    [TestMethod]
    public void Less_native_stack_than_the_least_is_an_invalid_argument()
    {
        using TestInstance guest = new(Wat.Compile("(func)"), new TestOptions { NativeStackBytes = 1023 });
        Assert.AreEqual(Status.InvalidArgument, guest.Status);
    }

    [TestMethod]
    [DataRow("block", 2000)]
    [DataRow("loop", 2000)]
    [DataRow("i32.const 1 if", 2000)]
    [DataRow("loop", 500)]
    [DataRow("i32.const 0 if nop else", 200)]
    public void Nesting_that_fits_the_native_stack_compiles_and_runs(string opening, int depth)
    {
        uint native = (uint)depth * Interpreter.NestingBytes;
        string wat = Nested(opening, depth, "global.get 0 i32.const 1 i32.add global.set 0");
        OnThread((int)native + ThreadBytes, () =>
        {
            using TestInstance guest = new(wat, new TestOptions { NativeStackBytes = native, ArenaBytes = 8 << 20 });
            guest.Call("run", ":");
            guest.Call("run", ":");
            guest.Instance.FindGlobal("n"u8, out ExportedGlobal global);
            guest.Instance.GetGlobal(in global, out ulong count);
            Assert.AreEqual(2ul, count);
        });
    }

    [TestMethod]
    [DataRow("block", 0x02)]
    [DataRow("loop", 0x03)]
    [DataRow("i32.const 1 if", 0x04)]
    public void Nesting_that_does_not_fit_is_refused_with_its_place(string opening, int opcode)
    {
        const int depth = 5000;
        byte[] wasm = Wat.Compile(Nested(opening, depth, "nop"));
        OnThread(256 * 1024, () =>
        {
            using TestInstance guest = new(wasm, new TestOptions { NativeStackBytes = 100 * Interpreter.NestingBytes });
            Assert.AreEqual(Status.LimitExceeded, guest.Status);
            Assert.AreEqual(LoadDetail.Nesting, guest.Error.Detail);
            Assert.AreEqual(2, guest.Error.FunctionIndex);
            Assert.AreEqual(opcode, wasm[guest.Error.Offset]);
            // The block that is one too deep is the 101st.
            int openingBytes = opcode == 0x04 ? 4 : 2;
            int first = wasm.AsSpan().IndexOf(
                opcode == 0x04 ? [0x41, 0x01, 0x04, 0x40, 0x41] : new byte[] { (byte)opcode, 0x40, (byte)opcode, 0x40 });
            Assert.AreEqual(first + 100 * openingBytes + (opcode == 0x04 ? 2 : 0), guest.Error.Offset);
        });
    }

    [TestMethod]
    public void Recursion_through_nested_loops_keeps_within_the_native_stack()
    {
        const uint native = 256 * 1024;
        string loops = string.Concat(Enumerable.Repeat("loop ", 500));
        string ends = string.Concat(Enumerable.Repeat("end ", 500));
        string wat = $"""
            (import "t" "nop" (func $imported))
            (func $f (export "run") {loops} call $imported call $f {ends})
            (func $g (export "other") {loops} i32.const 1 drop {ends} call $g)
            """;
        OnThread((int)native + ThreadBytes, () =>
        {
            TestOptions options = new() { NativeStackBytes = native, StackBytes = 512 * 1024, ArenaBytes = 4 << 20 };
            using TestInstance guest = new(wat, options);
            Assert.IsLessThan(100u, guest.Trap(Status.TrapStackOverflow, "run", ":").Dropped);
            guest.Trap(Status.TrapStackOverflow, "other", ":");
            guest.Trap(Status.TrapStackOverflow, "run", ":");
        });
    }

    [TestMethod]
    public void Loops_that_leave_no_native_stack_for_calls_are_refused()
    {
        TestOptions options = new() { NativeStackBytes = 1024 };
        using TestInstance guest = new(Wat.Compile(Nested("loop", InstanceOptions.NestingAlways, "nop")), options);
        Assert.AreEqual(Status.LimitExceeded, guest.Status);
        Assert.AreEqual(LoadDetail.Nesting, guest.Error.Detail);
        using TestInstance blocks = new(Wat.Compile(Nested("block", InstanceOptions.NestingAlways, "nop")), options);
        Assert.AreEqual(Status.Ok, blocks.Status);
        blocks.Call("run", ":");
    }

    [TestMethod]
    public void Functions_with_many_results_need_no_more_native_stack()
    {
        const int count = WasmModule.CellsMax;
        string types = string.Join(' ', Enumerable.Repeat("i32", count));
        string values = string.Join(' ', Enumerable.Range(1, count).Select(i => $"i32.const {i}"));
        string wat = $"""(func (export "run") (result {types}) {values} i32.const 1 br_if 0 return)""";
        const uint native = 1024;
        OnThread((int)native + ThreadBytes, () =>
        {
            using TestInstance guest = new(wat, new TestOptions { NativeStackBytes = native });
            ulong[] results = guest.Call("run", $":{new string('i', count)}");
            CollectionAssert.AreEqual(Enumerable.Range(1, count).Select(i => (ulong)i).ToArray(), results);
        });
    }

    [TestMethod]
    [DataRow("locals")]
    [DataRow("operands")]
    [DataRow("results")]
    public void The_engine_compiles_as_many_values_as_it_says_and_is_not_given_more(string kind)
    {
        TestOptions options = new() { NativeStackBytes = 1 << 20, ArenaBytes = 8 << 20, StackBytes = 1 << 18 };
        OnThread((1 << 20) + ThreadBytes, () =>
        {
            using TestInstance guest = new(Wat.Compile(Full(kind, Interpreter.ValuesMax)), options);
            Assert.AreEqual(Status.Ok, guest.Status, $"{guest.Error.Detail}: {guest.Message}");
            Assert.AreEqual(7ul, guest.Call("run", ":i")[0]);
            using TestInstance refused = new(Wat.Compile(Full(kind, Interpreter.ValuesMax + 1)), options);
            Assert.AreEqual(Status.LimitExceeded, refused.Status);
            Assert.IsTrue(refused.Error.Detail is LoadDetail.Values or LoadDetail.Locals, $"{refused.Error.Detail}");
        });
    }

    // A function that needs exactly that many values.
    private static string Full(string kind, int values)
    {
        static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text + " ", count));
        return kind switch
        {
            "locals" => $"""(func (export "run") (result i32) (local {Repeat("i64", values - 1)}) i32.const 7)""",
            "operands" => $"""
                (func (export "run") (result i32) i32.const 7 {Repeat("i64.const 1", values - 1)} {Repeat("drop", values - 1)})
                """,
            _ => $"""
                (func (export "run") (result i32)
                  {Repeat("i32.const 7", values - 20)} {Repeat("block (result i32)", 10)} {Repeat("i32.const 1", 10)}
                  {Repeat("drop", 9)} {Repeat("end", 10)} {Repeat("drop", values - 20)})
                """,
        };
    }

    private static string Nested(string opening, int depth, string inner)
    {
        StringBuilder text = new("""
            (import "t" "nop" (func)) (global (export "n") (mut i32) (i32.const 0)) (func (export "before"))
            """);
        text.Append(CultureInfo.InvariantCulture, $"""(func (export "run") """);
        for (int i = 0; i < depth; i++) text.Append(CultureInfo.InvariantCulture, $"{opening} ");
        text.Append(inner);
        for (int i = 0; i < depth; i++) text.Append(" end");
        return text.Append(')').ToString();
    }

    private static void OnThread(int stackBytes, Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            stackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
