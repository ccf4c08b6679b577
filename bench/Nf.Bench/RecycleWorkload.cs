using System;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// The whole life of an instance of the thermostat: decode, instantiate, link, compile, start, drop, clear its linear memory. In C the
/// same engine calls, without names and types compared, over an arena that can do nothing but move forward: the cheapest there can be.
/// </summary>
internal sealed unsafe class RecycleWorkload : IDisposable
{
    private readonly EmbeddedModule _module = new("thermostat.wasm");
    private readonly Room _room = new(1);
    private readonly Room _roomOfC = new(1);
    private readonly int _importCount;

    public RecycleWorkload()
    {
        Bench.Require(WasmModule.Open(_module.Pointer, _module.Length, out WasmModule module, out _));
        _importCount = module.ImportCount;
        Recycle(1);
    }

    /// <summary>The most bytes of the arena that one instance took, headers included.</summary>
    public int ArenaPeakBytes { get; private set; }

    public void Recycle(int count)
    {
        Arena arena = _room.Options.Arena;
        for (int i = 0; i < count; i++)
        {
            Bench.Require(Instance.Create<HostFunctions>(
                _module.Pointer, _module.Length, _room.Options, out Instance instance, out _));
            Bench.Require(instance.Start());
            ArenaPeakBytes = arena.PeakBytes;
            arena.Reset();
            _room.ClearMemory();
        }
    }

    public void RecycleInC(int count)
    {
        NativeBaseline.Recycler recycler = _roomOfC.ForC(_module, _importCount);
        Bench.Require((Status)NativeBaseline.Recycle(&recycler, (uint)count));
    }

    public void Dispose()
    {
        _roomOfC.Dispose();
        _room.Dispose();
        _module.Dispose();
    }
}
