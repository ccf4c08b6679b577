using System;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

[TestClass]
public class HostFunctionTests
{
    private const string Guest = """
        (import "t" "end" (func $end (param i32)))
        (import "t" "fill" (func $fill (param i32 i32 i32) (result i32)))
        (import "t" "size" (func $size (result i32)))
        (import "t" "context" (func $context (result i64)))
        (memory (export "memory") 1 3)
        (global $after (export "after") (mut i32) (i32.const 0))
        (func $inner (param i32) local.get 0 call $end)
        (func (export "end") (param i32) local.get 0 call $inner (global.set $after (i32.const 1)))
        (func (export "fill") (param i32 i32 i32) (result i32) local.get 0 local.get 1 local.get 2 call $fill)
        (func (export "size") (result i32) call $size)
        (func (export "grow") (result i32) (memory.grow (i32.const 1)))
        (func (export "context") (result i64) call $context)
        """;

    [TestMethod]
    [DataRow(Status.Ok)]
    [DataRow(Status.Stopped)]
    [DataRow(Status.TrapHostFunction)]
    [DataRow(Status.GuestExited)]
    [DataRow(Status.I2cBusError)]
    [DataRow(Status.DigestMismatch)]
    public void A_host_function_ends_the_call_with_its_own_status(Status status)
    {
        using TestInstance guest = new(Guest, names: true);
        Assert.AreEqual(status, guest.TryCall("end", "i:", out _, (ulong)status));
        guest.Instance.FindGlobal("after"u8, out ExportedGlobal after);
        guest.Instance.GetGlobal(in after, out ulong reached);
        Assert.AreEqual(status == Status.Ok ? 1ul : 0, reached, "code after the call");

        guest.Instance.GetBacktrace(out Backtrace trace);
        Assert.AreEqual(status == Status.Ok ? 0u : 3, trace.Count);
        if (status == Status.Ok) return;
        Assert.AreEqual(0u, trace.Frames[0].FunctionIndex);
        Assert.AreEqual(0u, trace.Frames[0].ModuleOffset);
        Assert.AreEqual("inner", guest.FunctionName(trace.Frames[1].FunctionIndex));
        Assert.AreEqual("end", guest.FunctionName(trace.Frames[2].FunctionIndex));
        Assert.AreEqual(0x10, guest.Wasm[trace.Frames[1].ModuleOffset]);
        Assert.AreEqual(0x10, guest.Wasm[trace.Frames[2].ModuleOffset]);
    }

    [TestMethod]
    [DataRow(0u, 65536u, Status.Ok)]
    [DataRow(65535u, 1u, Status.Ok)]
    [DataRow(65536u, 0u, Status.Ok)]
    [DataRow(65536u, 1u, Status.TrapBadPointer)]
    [DataRow(65537u, 0u, Status.TrapBadPointer)]
    [DataRow(0u, 65537u, Status.TrapBadPointer)]
    [DataRow(uint.MaxValue, 1u, Status.TrapBadPointer)]
    [DataRow(uint.MaxValue, uint.MaxValue, Status.TrapBadPointer)]
    [DataRow(0u, 0x8000_0000u, Status.TrapBadPointer)]
    [DataRow(1u, uint.MaxValue, Status.TrapBadPointer)]
    public void A_host_function_gets_a_span_only_inside_the_memory(uint pointer, uint length, Status expected)
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual((ulong)expected, guest.Call("fill", "iii:i", pointer, length, 0xA5)[0]);
        int filled = expected == Status.Ok ? (int)length : 0;
        Assert.AreEqual(filled, guest.Instance.Memory.Count((byte)0xA5));
        if (filled != 0) Assert.AreEqual(0xA5, guest.Instance.Memory[(int)pointer]);
    }

    [TestMethod]
    public void A_host_function_sees_memory_that_has_grown()
    {
        using TestInstance guest = new(Guest);
        Assert.AreEqual(65536ul, guest.Call("size", ":i")[0]);
        Assert.AreEqual(1ul, guest.Call("grow", ":i")[0]);
        Assert.AreEqual(2 * 65536ul, guest.Call("size", ":i")[0]);
        Assert.AreEqual(0ul, guest.Call("fill", "iii:i", 2 * 65536 - 1, 1, 1)[0]);
    }

    [TestMethod]
    public void A_host_function_gets_the_context()
    {
        using TestInstance guest = new(Guest, new TestOptions { HostContext = unchecked((nint)0x8123_4567_89AB_CDEF) });
        Assert.AreEqual(0x8123_4567_89AB_CDEF, guest.Call("context", ":I")[0]);
    }

    [TestMethod]
    public void Calling_the_guest_that_runs_is_refused_and_the_guest_goes_on()
    {
        TestInstance? guest = null;
        int calls = 0;
        Func<int, int> callback = value =>
        {
            calls++;
            Status status = guest!.TryCall("twice", "i:i", out _, 1);
            return status == Status.Reentrant && guest.Instance.Start() == Status.Ok ? value * 10 : -(int)status;
        };
        GCHandle handle = GCHandle.Alloc(callback);
        try
        {
            guest = new("""
                (import "t" "callback" (func $callback (param i32) (result i32)))
                (func (export "twice") (param i32) (result i32)
                  (i32.add (call $callback (local.get 0)) (call $callback (i32.const 1))))
                """, new TestOptions { HostContext = GCHandle.ToIntPtr(handle) });
            Assert.AreEqual(420ul + 10, guest.Call("twice", "i:i", 42)[0]);
            Assert.AreEqual(2, calls);
            Assert.AreEqual(20ul, guest.Call("twice", "i:i", 1)[0]);
        }
        finally
        {
            guest?.Dispose();
            handle.Free();
        }
    }

    [TestMethod]
    public void A_host_function_may_call_another_instance()
    {
        using TestInstance inner = new("""
            (func $deep (export "deep") (result i32) call $deep)
            (func (export "plus") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
            """);
        Func<int, int> callback = value =>
            inner.TryCall("deep", ":i", out _) == Status.TrapStackOverflow ? (int)inner.Call("plus", "i:i", (ulong)value)[0] : -1;
        GCHandle handle = GCHandle.Alloc(callback);
        try
        {
            using TestInstance outer = new("""
                (import "t" "callback" (func $callback (param i32) (result i32)))
                (func $add (param i32) (result i32) local.get 0)
                (func (export "run") (param i32) (result i32) (call $add (i32.mul (call $callback (local.get 0)) (i32.const 2))))
                (func $deep (export "deep") (result i32) (drop (call $callback (i32.const 0))) call $deep)
                """, new TestOptions { HostContext = GCHandle.ToIntPtr(handle), NativeStackBytes = 65536 });
            Assert.AreEqual(84ul, outer.Call("run", "i:i", 41)[0]);
            outer.Trap(Status.TrapStackOverflow, "deep", ":i");
            Assert.AreEqual(84ul, outer.Call("run", "i:i", 41)[0]);
        }
        finally
        {
            handle.Free();
        }
    }
}
