using System;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A pool over native memory, of guests that can grow, trap, and remember.</summary>
internal sealed unsafe class TestPool : IDisposable
{
    public const uint Page = 65536;

    private const int ArenaBytes = 128 * 1024;
    private const uint MemoryBytes = 8 * Page + 64;

    private const string Guest = """
        (import "t" "callback" (func $host (param i32) (result i32)))
        (memory (export "memory") 1 8)
        (global $count (mut i32) (i32.const 0))
        (data (i32.const 16) "baseline")
        (func (export "count") (result i32)
          (i32.store (i32.const 1000) (i32.add (i32.load (i32.const 1000)) (i32.const 1)))
          (global.set $count (i32.add (global.get $count) (i32.const 1)))
          (i32.add (global.get $count) (i32.load (i32.const 1000))))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "trap") unreachable)
        (func (export "call") (param i32) (result i32) (call $host (local.get 0)))
        """;

    private readonly byte* _memory;
    private readonly byte* _room;
    private readonly byte* _wasm;
    private readonly InstancePool<TestHost, LentRoom> _pool;

    public TestPool(int places, PoolSettings settings, nint context = 0, byte[]? wasm = null)
    {
        wasm ??= Wat.Compile(Guest);
        _wasm = (byte*)NativeMemory.Alloc((nuint)wasm.Length);
        wasm.CopyTo(new Span<byte>(_wasm, wasm.Length));
        long bytes = InstancePool<TestHost, LentRoom>.BytesFor(places);
        long roomBytes = LentRoom.BytesFor(ArenaBytes, MemoryBytes) * places;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 16);
        _room = (byte*)NativeMemory.AlignedAlloc((nuint)roomBytes, 16);
        InstanceOptions options = new()
        {
            MemoryBytes = MemoryBytes,
            Limits = InstanceLimits.Most with { StackBytes = 4096 },
            NativeStackBytes = 256 * 1024,
            HostContext = context,
        };
        Assert.AreEqual(Status.Ok, LentRoom.Create(_room, roomBytes, places, ArenaBytes, in options, out LentRoom room));
        Assert.AreEqual(Status.Ok, InstancePool<TestHost, LentRoom>.Create(
            _memory, bytes, places, _wasm, wasm.Length, in room, in settings, out _pool));
    }

    public static PoolSettings Settings(int cap) => new()
    {
        Cap = cap, IdleMax = cap, MemoryPagesMax = 8, GrowthBytesMax = Page, WaitersMax = 64, WaitMilliseconds = 0,
    };

    public InstancePool<TestHost, LentRoom> Pool => _pool;

    public PoolCounters Counters => _pool.Counters;

    /// <summary>Takes an instance that there must be.</summary>
    public PoolLease Take(uint waitMilliseconds = 0)
    {
        Assert.AreEqual(Status.Ok, _pool.TryTake(waitMilliseconds, out PoolLease lease, out _));
        return lease;
    }

    public Status TryTake(uint waitMilliseconds = 0) => _pool.TryTake(waitMilliseconds, out _, out _);

    public void Give(PoolLease lease) => Assert.AreEqual(Status.Ok, _pool.Give(lease));

    public Instance InstanceOf(PoolLease lease)
    {
        Assert.AreEqual(Status.Ok, _pool.TryGet(lease, out Instance* instance));
        return *instance;
    }

    /// <summary>Calls an export with at most one argument and one result.</summary>
    public Status Call(PoolLease lease, string name, string signature, out int result, params ulong[] arguments)
    {
        Instance instance = InstanceOf(lease);
        Assert.AreEqual(Status.Ok, instance.FindFunction(
            System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(signature), out ExportedFunction function));
        ulong cell = 0;
        Status status = instance.Call(in function, arguments, new Span<ulong>(ref cell));
        result = (int)cell;
        return status;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        NativeMemory.AlignedFree(_room);
        NativeMemory.Free(_wasm);
    }
}
