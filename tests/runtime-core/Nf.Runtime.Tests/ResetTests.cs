using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A used instance that was reset is what a new one is.</summary>
[TestClass]
public sealed unsafe class ResetTests
{
    private const uint Page = 65536;

    // Changes all that a guest can change.
    private const string Everything = """
        (import "t" "callback" (func $host (param i32) (result i32)))
        (memory (export "memory") 1 4)
        (global $g (export "g") (mut i32) (i32.const 7))
        (global $l (export "l") (mut i64) (i64.const -3))
        (global $f (export "f") (mut f32) (f32.const 1.5))
        (global $d (export "d") (mut f64) (f64.const -2.5))
        (global (export "c") i32 (i32.const 99))
        (data (i32.const 16) "baseline")
        (data (i32.const 65530) "ending")
        (start $start)
        (func $start (i32.store (i32.const 100) (i32.add (i32.load (i32.const 100)) (i32.const 1))))
        (func (export "dirty")
          (global.set $g (i32.const -1)) (global.set $l (i64.const 5)) (global.set $f (f32.const 0)) (global.set $d (f64.const 0))
          (memory.fill (i32.const 0) (i32.const 0xEE) (i32.const 65536))
          (drop (memory.grow (i32.const 2)))
          (memory.fill (i32.const 65536) (i32.const 0xDD) (i32.const 131072)))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "trap") (i32.store (i32.const 200) (i32.const 1)) unreachable)
        (func (export "call") (param i32) (result i32) (call $host (local.get 0)))
        """;

    private static readonly List<(nint Start, uint Bytes)> s_discarded = [];
    private static int s_commitsLeft;

    [TestMethod]
    public void WhatAGuestChangedIsAsItWas()
    {
        using TestInstance guest = new(Everything, s_large), fresh = new(Everything, s_large);
        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual(Status.Ok, guest.Instance.Start());
            guest.Call("dirty", ":");
            Assert.AreEqual(3 * (int)Page, guest.Instance.Memory.Length);
            Assert.AreEqual(Status.Ok, guest.Instance.Reset());
            AssertSame(fresh, guest);
        }
    }

    [TestMethod]
    public void TheStartFunctionRunsAgain()
    {
        using TestInstance guest = new(Everything, s_large);
        Assert.AreEqual(Status.Ok, guest.Instance.Start());
        Assert.AreEqual(Status.Ok, guest.Instance.Start());
        Assert.AreEqual(1, guest.Instance.Memory[100], "it runs once");
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.AreEqual(0, guest.Instance.Memory[100]);
        Assert.AreEqual(Status.Ok, guest.Instance.Start());
        Assert.AreEqual(1, guest.Instance.Memory[100]);
    }

    [TestMethod]
    public void WhatGrewAgainIsZero()
    {
        using TestInstance guest = new(Everything, s_large);
        guest.Call("dirty", ":");
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.AreEqual(1ul, guest.Call("grow", "i:i", 2)[0]);
        Assert.AreEqual(-1, guest.Instance.Memory[(int)Page..].IndexOfAnyExcept((byte)0));
    }

    [TestMethod]
    public void ATrapTaintsUntilTheReset()
    {
        using TestInstance guest = new(Everything, s_large);
        Assert.IsFalse(guest.Instance.IsTainted);
        guest.Trap(Status.TrapUnreachable, "trap", ":");
        Assert.IsTrue(guest.Instance.IsTainted);
        guest.Call("grow", "i:i", 0);
        Assert.IsTrue(guest.Instance.IsTainted, "a good call does not mend it");
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.IsFalse(guest.Instance.IsTainted);
        Assert.AreEqual(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
        Assert.AreEqual(0u, trace.Count);
        Assert.AreEqual(0, guest.Instance.EngineMessage.Length);
    }

    [TestMethod]
    public void AGuestThatRunsIsNotReset()
    {
        TestInstance? guest = null;
        Status inside = Status.Ok;
        bool running = false;
        Func<int, int> callback = value =>
        {
            running = guest!.Instance.IsRunning;
            inside = guest.Instance.Reset();
            return value + 1;
        };
        GCHandle handle = GCHandle.Alloc(callback);
        guest = new(Everything, s_large with { HostContext = GCHandle.ToIntPtr(handle) });
        guest.Instance.Memory[300] = 5;
        Assert.AreEqual(42ul, guest.Call("call", "i:i", 41)[0]);
        Assert.AreEqual(Status.Reentrant, inside);
        Assert.IsTrue(running);
        Assert.IsFalse(guest.Instance.IsRunning);
        Assert.AreEqual(5, guest.Instance.Memory[300]);
        guest.Dispose();
        handle.Free();
    }

    [TestMethod]
    public void ClippedMemoryIsResetToo()
    {
        const string wat = """
            (memory (export "memory") 1) (data (i32.const 8) "here")
            (func (export "f") (memory.fill (i32.const 0) (i32.const 1) (i32.const 1000)))
            """;
        TestOptions options = new() { MemoryBytes = 1000, ClipMemory = true };
        using TestInstance guest = new(wat, options), fresh = new(wat, options);
        guest.Call("f", ":");
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.AreEqual(1000, guest.Instance.Memory.Length);
        AssertSame(fresh, guest);
    }

    [TestMethod]
    public void NothingIsAllocated()
    {
        using TestInstance guest = new(Everything, s_large);
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        int used = guest.Arena.UsedBytes, peak = guest.Arena.PeakBytes;
        long managed = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) _ = guest.Instance.Reset();
        Assert.AreEqual(managed, GC.GetAllocatedBytesForCurrentThread());
        Assert.AreEqual((used, peak), (guest.Arena.UsedBytes, guest.Arena.PeakBytes));
    }

    [TestMethod]
    public void FuelAndDepthAreNoneAgain()
    {
        string wat = $"""
            (module {TestPackage.Globals}
              (func (export "f") (local $T i64) {TestPackage.Charge(1)}))
            """;
        using TestInstance guest = new(new TestPackage().Wrap(Wat.Compile(wat)), new TestOptions { RequireMetered = true });
        Assert.AreEqual(Status.Ok, guest.Status, $"{guest.Error.Detail}");
        Assert.AreEqual(Status.Ok, guest.Instance.SetFuel(100));
        guest.Call("f", ":");
        Assert.AreEqual(99ul, guest.Instance.Fuel);
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.AreEqual(0ul, guest.Instance.Fuel);
        guest.Trap(Status.TrapOutOfFuel, "f", ":");
    }

    /// <summary>What lies behind the bytes that are kept is given back: up to where the guest had grown, no further.</summary>
    [TestMethod]
    public void OnlyWhatIsBehindTheKeptBytesIsDiscarded()
    {
        s_discarded.Clear();
        using TestInstance guest = new(Everything, s_large with { Discard = DiscardFunction, KeepBytes = 1000 });
        guest.Call("dirty", ":");
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.HasCount(1, s_discarded);
        Assert.AreEqual((guest.MemoryStart + 1000, 3 * Page - 1000), s_discarded[0]);
        using TestInstance fresh = new(Everything, s_large);
        AssertSame(fresh, guest);
        Assert.AreEqual(Status.Ok, guest.Instance.Reset());
        Assert.AreEqual((guest.MemoryStart + 1000, Page - 1000), s_discarded[1]);
    }

    [TestMethod]
    public void GrowthThatTheHostCannotBackIsRefused()
    {
        s_commitsLeft = 3; // the header, the first page, one growth
        using TestInstance guest = new(Everything, s_large with { Commit = CommitFunction });
        Assert.AreEqual(1ul, guest.Call("grow", "i:i", 1)[0]);
        Assert.AreEqual(uint.MaxValue, guest.Call("grow", "i:i", 1)[0]);
        Assert.AreEqual(2 * (int)Page, guest.Instance.Memory.Length);
        s_commitsLeft = 1;
        using TestInstance none = new(Wat.Compile(Everything), s_large with { Commit = CommitFunction });
        Assert.AreEqual(Status.OutOfMemory, none.Status);
        s_commitsLeft = 0;
        using TestInstance nothing = new(Wat.Compile(Everything), s_large with { Commit = CommitFunction });
        Assert.AreEqual(Status.OutOfMemory, nothing.Status);
    }

    /// <summary>Real guests, called with whatever their functions take: after the reset they are new.</summary>
    [TestMethod]
    public void TheExamplesAreAsTheyWere()
    {
        Random random = new(4);
        int resets = 0;
        foreach (byte[] wasm in Samples.All.Where(wasm => wasm != Samples.Everything && !ImportsOthers(wasm)))
        {
            using TestInstance guest = new(wasm, s_large), fresh = new(wasm, s_large);
            Assert.AreEqual(Status.Ok, guest.Status, $"{guest.Error.Detail}");
            for (int i = 0; i < 8; i++)
            {
                CallAll(guest, random);
                Assert.AreEqual(Status.Ok, guest.Instance.Reset());
                AssertSame(fresh, guest);
                resets++;
            }
        }

        Assert.IsGreaterThan(15, resets);
    }

    private static readonly TestOptions s_large = new() { MemoryBytes = 64 * Page };

    private static bool ImportsOthers(byte[] wasm)
    {
        using TestInstance guest = new(wasm, s_large);
        return guest.Status != Status.Ok;
    }

    private static void CallAll(TestInstance guest, Random random)
    {
        _ = guest.Instance.Start();
        WasmModule module = guest.Instance.Module;
        WasmReader exports = module.Exports();
        for (int i = 0; i < module.ExportCount; i++)
        {
            ExportEntry export = WasmModule.ReadExport(ref exports);
            if (export.Kind != ExternalKind.Function) continue;
            FunctionType type = module.FunctionTypeOf(export.Index);
            ulong[] arguments = new ulong[type.Parameters.Length], results = new ulong[type.Results.Length];
            for (int j = 0; j < arguments.Length; j++) arguments[j] = (ulong)random.Next(64);
            ExportedFunction function = new(export.Index, arguments.Length, results.Length);
            _ = guest.Instance.Call(in function, arguments, results);
        }
    }

    private static void AssertSame(TestInstance expected, TestInstance found)
    {
        Assert.IsTrue(expected.Instance.Memory.SequenceEqual(found.Instance.Memory), "memory");
        for (int i = 0; i < expected.Instance.Module.GlobalCount; i++)
        {
            WasmType type = expected.Instance.Module.GlobalTypeOf(i, out bool mutable);
            ExportedGlobal global = new(i, type, mutable);
            Assert.AreEqual(Status.Ok, expected.Instance.GetGlobal(in global, out ulong before));
            Assert.AreEqual(Status.Ok, found.Instance.GetGlobal(in global, out ulong after));
            Assert.AreEqual(before, after, $"global {i}");
        }
    }

    private static nint CommitFunction => (nint)(delegate* unmanaged<byte*, uint, int>)&Commit;

    private static nint DiscardFunction => (nint)(delegate* unmanaged<byte*, uint, void>)&Discard;

    [UnmanagedCallersOnly]
    private static int Commit(byte* start, uint bytes) => (int)(s_commitsLeft-- > 0 ? Status.Ok : Status.OutOfMemory);

    [UnmanagedCallersOnly]
    private static void Discard(byte* start, uint bytes)
    {
        s_discarded.Add(((nint)start, bytes));
        new Span<byte>(start, (int)bytes).Clear();
    }
}
