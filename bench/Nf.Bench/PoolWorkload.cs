using System;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// The thermostat again and again: taken from a pool and given back, which resets it; reset alone; and what the copying alone would take if
/// a copy of linear memory were kept.
/// </summary>
internal sealed unsafe class PoolWorkload : IDisposable
{
    private const int ArenaBytes = 256 << 10;
    private const uint Page = 65536;

    private readonly EmbeddedModule _module = new("thermostat.wasm");
    private readonly Room _room = new(1);
    private readonly byte* _memory;
    private readonly byte* _copy;
    private readonly InstancePool<HostFunctions, LentRoom> _pool;
    private readonly Instance _guest;

    public PoolWorkload()
    {
        InstanceOptions options = _room.Options;
        long stateBytes = InstancePool<HostFunctions, LentRoom>.BytesFor(1);
        long roomBytes = LentRoom.BytesFor(ArenaBytes, options.MemoryBytes);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(stateBytes + roomBytes + 8), 16);
        byte* lent = _memory + ((stateBytes + 7) & ~7L);
        Bench.Require(LentRoom.Create(lent, roomBytes, 1, ArenaBytes, in options, out LentRoom room));
        PoolSettings settings = new() { Cap = 1, IdleMax = 1, MemoryPagesMax = 1, GrowthBytesMax = Page };
        Bench.Require(InstancePool<HostFunctions, LentRoom>.Create(
            _memory, stateBytes, 1, _module.Pointer, _module.Length, in room, in settings, out _pool));
        Bench.Require(Instance.Create<HostFunctions>(_module.Pointer, _module.Length, in options, out _guest, out _));
        _copy = (byte*)NativeMemory.Alloc((nuint)_guest.Memory.Length);
        _guest.Memory.CopyTo(new Span<byte>(_copy, _guest.Memory.Length));
        TakeGive(1);
        Bench.Require(_pool.Counters.Idle == 1, "the pool keeps its instance");
    }

    public void TakeGive(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Bench.Require(_pool.TryTake(0, out PoolLease lease, out _));
            Bench.Require(_pool.Give(lease));
        }
    }

    public void Reset(int count)
    {
        for (int i = 0; i < count; i++) Bench.Require(_guest.Reset());
    }

    public void CopyBack(int count)
    {
        for (int i = 0; i < count; i++) new ReadOnlySpan<byte>(_copy, _guest.Memory.Length).CopyTo(_guest.Memory);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        NativeMemory.Free(_copy);
        _room.Dispose();
        _module.Dispose();
    }
}
