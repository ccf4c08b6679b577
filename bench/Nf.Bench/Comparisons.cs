using System;
using System.Collections.Generic;

namespace Nf.Bench;

/// <summary>Everything that is measured.</summary>
internal sealed class Comparisons : IDisposable
{
    private readonly AllocationWorkload _allocation = new();
    private readonly BudgetWorkload _budget = new();
    private readonly CallWorkload _calls = new();
    private readonly MeteringWorkload _metering = new();
    private readonly RecycleWorkload _recycling = new();
    private readonly SlotWorkload _slots = new();
    private readonly SharedMapWorkload _sharedMaps = new();
    private readonly PoolWorkload _pool = new();
    private readonly BatchWorkload _ticks = new("batch.wasm");
    private readonly BatchWorkload _readings = new("sensor-batch.wasm");

    public Comparisons() => All =
    [
        new("allocate_free_64", _allocation.BlockPair, "malloc and free in C", AllocationWorkload.MallocPair, 2.0),
        new("allocate_free_64_native_memory", _allocation.BlockPair, "NativeMemory in C#", AllocationWorkload.NativeMemoryPair, 2.0),
        new("allocate_free_64_arena", _allocation.ArenaPair, "malloc and free in C", AllocationWorkload.MallocPair, 2.0),
        new("allocate_free_mix", _allocation.BlockMix, "malloc and free in C", _allocation.MallocMix, 2.0),
        new("allocate_free_mix_native_memory", _allocation.BlockMix, "NativeMemory in C#", _allocation.NativeMemoryMix, 2.0),
        new("budget_take_give", _budget.TakeGive, "Interlocked.Add twice", _budget.InterlockedPair, null),
        new("export_call", _calls.ExportFromCSharp, "the same calls from C", _calls.ExportFromC, 1.2),
        new("import_call", _calls.ImportInCSharp, "host function in C", _calls.ImportInC, 1.6),
        new("handle_call", _slots.CallWithHandle, "a host function without a handle", _slots.CallWithoutHandle, 1.3),
        new("slot_hit", _slots.Hit, "a lookup in Dictionary", _slots.DictionaryLookup, null),
        new("slot_miss", _slots.Miss, "a hit: open and close what is there", _slots.Hit, null),
        new("meter_kernels", _metering.Packed, "the module as it is, unmetered", _metering.Plain, 1.15),
        new("recycle_thermostat", _recycling.Recycle, "engine calls in C, bump allocator", _recycling.RecycleInC, null),
        new("shared_map_insert", _sharedMaps.Insert, "Dictionary", _sharedMaps.InsertIntoDictionary, null),
        new("shared_map_get", _sharedMaps.Get, "Dictionary", _sharedMaps.GetFromDictionary, null),
        new("pool_take_give", _pool.TakeGive, "a new instance each time", _recycling.Recycle, null),
        new("reset_thermostat", _pool.Reset, "copying a kept baseline", _pool.CopyBack, null),
        new("batch_ticks", _ticks.Batched, "a crossing for each call", _ticks.OneByOne, null),
        new("batch_sensor", _readings.Batched, "a crossing for each reading", _readings.OneByOne, null),
    ];

    public IReadOnlyList<Comparison> All { get; }

    /// <summary>The most bytes of its arena that an instance of the thermostat took.</summary>
    public int ThermostatArenaPeakBytes => _recycling.ArenaPeakBytes;

    public void Dispose()
    {
        _slots.Dispose();
        _sharedMaps.Dispose();
        _readings.Dispose();
        _ticks.Dispose();
        _pool.Dispose();
        _recycling.Dispose();
        _metering.Dispose();
        _calls.Dispose();
        _allocation.Dispose();
    }
}
