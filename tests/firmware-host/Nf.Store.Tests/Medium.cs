using System;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>A simulated medium's content, which outlives the stores on it, and how large packages on it are.</summary>
internal sealed unsafe class Medium
{
    private readonly byte[] _bytes;
    private readonly StorageGeometry _geometry;

    private Medium(StorageGeometry geometry, StoreOptions options, int packageBytes)
    {
        _geometry = geometry;
        _bytes = GC.AllocateArray<byte>((int)geometry.Bytes, pinned: true);
        // Whatever was there before.
        new Random(11).NextBytes(_bytes);
        Options = options;
        PackageBytes = packageBytes;
    }

    /// <summary>Names for <see cref="Create"/>: each kind, and an EEPROM whose header takes three pages.</summary>
    public static readonly string[] Names = ["nor", "sd", "eeprom-128", "eeprom-32"];

    public StoreOptions Options { get; }

    public int PackageBytes { get; }

    public Span<byte> Bytes => _bytes;

    public StorageGeometry Geometry => _geometry;

    public static Medium Create(string name) => name switch
    {
        "nor" => new(
            Shape(StorageKind.Nor, 28 * 1024, 256, 4096, 0xFF),
            new StoreOptions { Address = 4096, SlotBytes = 8 * 1024, BootsMax = 2 },
            packageBytes: 4400),
        "sd" => new(
            Shape(StorageKind.Sector, 16 * 1024, 512, 0, 0),
            new StoreOptions { Address = 512, SlotBytes = 3 * 1024, BootsMax = 2 },
            packageBytes: 1400),
        "eeprom-128" => new(
            Shape(StorageKind.Byte, 4 * 1024, 128, 0, 0xFF),
            new StoreOptions { Address = 0, SlotBytes = 1024, BootsMax = 2 },
            packageBytes: 500),
        "eeprom-32" => new(
            Shape(StorageKind.Byte, 2 * 1024, 32, 0, 0xFF),
            new StoreOptions { Address = 32, SlotBytes = 512, BootsMax = 2 },
            packageBytes: 230),
        _ => throw new ArgumentException(name),
    };

    public void Attach(ref SimulatedStorage storage)
    {
        fixed (byte* start = _bytes)
            Check.Ok(storage.Attach(start, _geometry));
    }

    private static StorageGeometry Shape(StorageKind kind, uint bytes, uint page, uint block, byte erased) =>
        new() { Kind = kind, Bytes = bytes, ProgramPageBytes = page, EraseBlockBytes = block, ErasedValue = erased };
}
