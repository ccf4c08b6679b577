using System.Numerics;

namespace Nf.Platform;

/// <summary>The shape of a storage device. 20 bytes.</summary>
public struct StorageGeometry
{
    /// <summary>Bytes of the smallest program page of any device.</summary>
    public const uint ProgramPageBytesMin = 32;

    /// <summary>Bytes of the largest one.</summary>
    public const uint ProgramPageBytesMax = 512;

    /// <summary>Bytes of the device; whole erase blocks and whole pages.</summary>
    public uint Bytes;

    /// <summary>Bytes that are programmed at once: a power of two, 32 to 512.</summary>
    public uint ProgramPageBytes;

    /// <summary>Bytes that are erased at once: whole pages. 0: pages are overwritten and nothing is ever erased.</summary>
    public uint EraseBlockBytes;

    /// <summary>What an erased byte reads as.</summary>
    public byte ErasedValue;

    /// <summary>The rules of the device.</summary>
    public StorageKind Kind;

    /// <summary>Whether a page must be erased before it is programmed.</summary>
    public readonly bool NeedsErase => EraseBlockBytes != 0;

    /// <summary>What can be written without touching its neighbours: an erase block, or a page where there is none.</summary>
    public readonly uint UnitBytes => NeedsErase ? EraseBlockBytes : ProgramPageBytes;

    /// <summary>Whether the numbers fit each other. O(1).</summary>
    public readonly bool IsValid =>
        ProgramPageBytes is >= ProgramPageBytesMin and <= ProgramPageBytesMax
        && BitOperations.IsPow2(ProgramPageBytes)
        && (EraseBlockBytes & (ProgramPageBytes - 1)) == 0
        && Bytes != 0
        && Bytes % UnitBytes == 0
        && NeedsErase == (Kind == StorageKind.Nor);
}
