using System;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>Flash with worn pages: it says that they were programmed, and they were not.</summary>
internal struct StuckFlash : IBlockStorage
{
    private SimulatedStorage _flash;

    public readonly StorageGeometry Geometry => _flash.Geometry;

    /// <summary>The first byte that can't be programmed.</summary>
    public uint StuckFrom { get; set; }

    /// <summary>The first one behind them.</summary>
    public uint StuckTo { get; set; }

    public void Attach(Medium medium) => medium.Attach(ref _flash);

    public readonly Status Read(uint address, Span<byte> data) => _flash.Read(address, data);

    public Status Program(uint address, ReadOnlySpan<byte> page) =>
        address >= StuckFrom && address < StuckTo ? Status.Ok : _flash.Program(address, page);

    public Status Erase(uint address) => _flash.Erase(address);
}
