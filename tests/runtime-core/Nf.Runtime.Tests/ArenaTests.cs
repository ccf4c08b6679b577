using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Memory;

namespace Nf.Runtime.Tests;

/// <summary>All memory comes from the arena, none after Create, and a missing byte is a status.</summary>
[TestClass]
public unsafe class ArenaTests
{
    // Something of everything that wasm3 allocates for.
    private static readonly string s_guest = GuestOfAllKinds(40);

    [TestMethod]
    public void The_arena_is_sealed_and_nothing_is_allocated_by_calls()
    {
        using TestInstance guest = new("""
            (import "t" "end" (func $end (param i32)))
            (type $v (func)) (table 9 funcref) (elem (i32.const 0) $a $b $c)
            (memory 1 4)
            (func $a) (func $b call $c) (func $c (local i64))
            (func (export "indirect") (param i32) local.get 0 call_indirect (type $v))
            (func (export "trap") (param i32) (drop (i32.div_u (i32.const 1) (local.get 0))))
            (func (export "end") (param i32) local.get 0 call $end)
            (func $deep (export "deep") call $deep)
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            """);
        Assert.AreEqual(ArenaMode.Sealed, guest.Arena.Mode);
        int used = guest.Arena.UsedBytes;
        int peak = guest.Arena.PeakBytes;
        for (int i = 0; i < 10_000; i++)
        {
            guest.TryCall("indirect", "i:", out _, (ulong)(i % 12));
            guest.TryCall("trap", "i:", out _, (ulong)(i % 2));
            guest.TryCall("end", "i:", out _, (ulong)(i % 3 * 7));
            if (i % 1000 == 0) guest.TryCall("deep", ":", out _);
            if (i % 1000 == 0) guest.TryCall("grow", "i:i", out _, 1);
        }

        Assert.AreEqual(used, guest.Arena.UsedBytes);
        Assert.AreEqual(peak, guest.Arena.PeakBytes);
        Assert.AreEqual(Status.Ok, guest.Arena.Check());
    }

    [TestMethod]
    public void Dropping_and_creating_again_costs_the_same_each_time()
    {
        byte[] wasm = Wat.Compile(GuestOfAllKinds(3));
        const int arenaBytes = 1 << 20;
        const uint memoryBytes = 65536 + 64;
        byte* region = (byte*)NativeMemory.AlignedAlloc(arenaBytes, 64);
        byte* memory = (byte*)NativeMemory.AlignedAlloc(memoryBytes, 64);
        int peak = 0;
        fixed (byte* bytes = wasm)
        {
            for (int i = 0; i < 10_000; i++)
            {
                Assert.AreEqual(Status.Ok, Arena.Create(region, arenaBytes, out Arena arena));
                InstanceOptions options = new()
                {
                    Arena = arena, Memory = memory, MemoryBytes = memoryBytes, Limits = InstanceLimits.Most with { StackBytes = 4096 }, NativeStackBytes = 65536,
                };
                Status status = Instance.Create<TestHost>(
                    bytes, wasm.Length, in options, out Instance instance, out _);
                Assert.AreEqual(Status.Ok, status);
                if (i == 0) peak = arena.PeakBytes;
                Assert.AreEqual(peak, arena.PeakBytes);
                Assert.AreEqual(Status.Ok, instance.FindFunction("f1"u8, "i:i"u8, out ExportedFunction function));
                ulong argument = 3, result = 0;
                Assert.AreEqual(Status.Ok, instance.Call(in function, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result)));
                Assert.AreEqual(Expected(1, 3), result);
            }
        }

        NativeMemory.AlignedFree(memory);
        NativeMemory.AlignedFree(region);
    }

    [TestMethod]
    public void Every_arena_that_is_too_small_is_out_of_memory()
    {
        byte[] wasm = Wat.Compile(s_guest);
        int bytes = Arena.MinRegionBytes;
        for (; bytes < 1 << 20; bytes += bytes < 32 * 1024 ? 8 : 1024 + 8)
        {
            using TestInstance guest = new(wasm, new TestOptions { ArenaBytes = bytes, StackBytes = 512, MemoryBytes = 65536 });
            Assert.IsTrue(guest.Arena.Check() == Status.Ok, $"{bytes} bytes");
            if (guest.Status == Status.Ok) break;
            Assert.AreEqual(Status.OutOfMemory, guest.Status, $"{bytes} bytes");
            Assert.AreEqual(LoadDetail.Arena, guest.Error.Detail);
        }

        Assert.IsLessThan(1 << 20, bytes);
    }

    [TestMethod]
    public void Every_single_allocation_may_fail()
    {
        byte[] wasm = Wat.Compile(s_guest);
        byte* memory = (byte*)NativeMemory.AlignedAlloc(65536 + 64, 64);
        byte* region = (byte*)NativeMemory.AlignedAlloc(1 << 20, 64);
        int failing = 1;
        fixed (byte* bytes = wasm)
        {
            // Only the one allocation fails; what is asked for afterwards is given.
            for (s_untilFailure = 0; s_untilFailure <= 0; failing++)
            {
                Assert.AreEqual(Status.Ok, Arena.Create(region, 1 << 20, out Arena arena));
                s_arena = arena;
                s_untilFailure = failing;
                NativeEngine.Config config = new()
                {
                    Abi = NativeEngine.Abi, StackBytes = 512, NativeStackBytes = 65536, Memory = memory, MemoryBytes = 65536 + 64,
                    Allocate = &FailingAllocate, Release = &Release, SizeOf = &SizeOf,
                };
                Status status = Make(&config, bytes, wasm.Length, out nint engine);
                Assert.AreEqual(Status.Ok, arena.Check(), $"allocation {failing}");
                Assert.AreEqual(s_untilFailure > 0 ? Status.Ok : Status.OutOfMemory, status, $"allocation {failing}");
                if (status == Status.Ok) AssertWhole(engine);
            }
        }

        Assert.IsGreaterThan(60, failing);
        NativeMemory.AlignedFree(region);
        NativeMemory.AlignedFree(memory);
    }

    private static Status Make(NativeEngine.Config* config, byte* wasm, int wasmBytes, out nint engine)
    {
        nint handle;
        Status status = (Status)NativeEngine.OpenInterpreter(config, &handle);
        engine = handle;
        if (status == Status.Ok) status = (Status)NativeEngine.Load(handle, wasm, (uint)wasmBytes, 64);
        Assert.AreEqual(Status.Ok, TestHost.Find("t"u8, "i32"u8, out HostFunction function));
        if (status == Status.Ok) status = (Status)NativeEngine.Link(handle, 0, function.Function, 0);
        if (status == Status.Ok) status = (Status)NativeEngine.Compile(handle);
        return status;
    }

    private static void AssertWhole(nint engine)
    {
        for (int i = 1; i <= 40; i++)
        {
            ulong argument = 3, result = 0;
            Assert.AreEqual(Status.Ok, (Status)NativeEngine.Call(engine, (uint)i, &argument, 1, &result, 1));
            Assert.AreEqual(Expected(i, 3), result);
        }
    }

    private static Arena s_arena;
    private static int s_untilFailure;

    [UnmanagedCallersOnly]
    private static void* FailingAllocate(nint context, uint bytes)
    {
        if (--s_untilFailure == 0) return null;
        return s_arena.TryAllocate((int)bytes, 8, out byte* pointer) == Status.Ok ? pointer : null;
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context, void* pointer)
    {
        if (s_arena.Release((byte*)pointer) != Status.Ok) Environment.FailFast("wasm3 gave back what was not its own");
    }

    [UnmanagedCallersOnly]
    private static uint SizeOf(nint context, void* pointer) =>
        s_arena.SizeOf((byte*)pointer, out int bytes) == Status.Ok ? (uint)bytes : 0;

    private static ulong Expected(int function, ulong argument)
    {
        uint sum = (uint)argument;
        for (int i = 0; i < 60; i++) sum = (sum + (uint)(i * function)) ^ (uint)argument;
        return sum;
    }

    private static string GuestOfAllKinds(int functions)
    {
        StringBuilder text = new("""
            (import "t" "i32" (func $host (param i32) (result i32)))
            (memory (export "memory") 1 2) (table 64 funcref)
            (global (export "g0") (mut i32) (i32.const 1)) (global i64 (i64.const 2)) (global (export "g2") f64 (f64.const 3))
            (data (i32.const 8) "hello") (data (i32.const 100) "world")
            (elem (i32.const 0) $f1 $f2) (elem (i32.const 9) $f3)
            """);
        for (int i = 1; i <= functions; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""(func $f{i} (export "f{i}") (param i32) (result i32) """);
            text.Append("(local $s i32) (local i64 f64 i32) local.get 0 local.set $s ");
            for (int k = 0; k < 60; k++)
            {
                text.Append(CultureInfo.InvariantCulture, $"local.get $s i32.const {k * i} i32.add local.get 0 i32.xor local.set $s ");
            }

            // Locals on the operand stack when a block begins are copied, one by one, wherever there is room.
            text.Append("""
                local.get 0 local.get $s local.get 4 loop local.get 0 local.set 4 end drop drop drop
                block block block local.get 0 br_table 0 1 2 0 1 2 end end end
                local.get 0 if (result i32) local.get $s else local.get $s call $host end)
                """);
        }

        return text.ToString();
    }
}
