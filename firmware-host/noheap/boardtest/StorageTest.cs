using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What was written to the module store's medium is there after power was off. Two runs: one writes, one reads.</summary>
internal static class StorageTest
{
    // The last pages of what is used: an erase block of NOR flash, and more than a page of any other.
    private const uint UsedBytes = 64 * 1024;
    private const uint TestBytes = 4096;

    /// <summary>Erases if need be, and writes.</summary>
    public static Status Write()
    {
        Status status = Open(out BoardStorage storage);
        StorageGeometry geometry = storage.Geometry;
        if (status == Status.Ok && geometry.NeedsErase)
            status = storage.Erase(UsedBytes - TestBytes);
        Span<byte> page = stackalloc byte[(int)StorageGeometry.ProgramPageBytesMax];
        for (uint offset = 0; status == Status.Ok && offset < TestBytes; offset += geometry.ProgramPageBytes)
        {
            Span<byte> part = page.Slice(0, (int)geometry.ProgramPageBytes);
            for (int i = 0; i < part.Length; i++)
                part[i] = PatternAt(offset + (uint)i);
            status = storage.Program(UsedBytes - TestBytes + offset, part);
        }
        Program.Say("written"u8, (long)status, geometry.ProgramPageBytes);
        return status;
    }

    /// <summary>Reads across pages and compares.</summary>
    public static Status Read()
    {
        Status status = Open(out BoardStorage storage);
        Span<byte> piece = stackalloc byte[100];
        uint wrong = 0;
        for (uint offset = 0; status == Status.Ok && offset + (uint)piece.Length <= TestBytes; offset += (uint)piece.Length)
        {
            status = storage.Read(UsedBytes - TestBytes + offset, piece);
            for (int i = 0; i < piece.Length; i++)
                wrong += piece[i] == PatternAt(offset + (uint)i) ? 0u : 1u;
        }
        Program.Say("wrong"u8, (long)status, wrong);
        return status;
    }

    private static Status Open(out BoardStorage storage)
    {
        Status status = BoardStore.Open("store\0"u8, UsedBytes, out storage);
        Program.Say("medium"u8, (long)status, (long)storage.Geometry.Kind);
        return status;
    }

    private static byte PatternAt(uint offset) => (byte)(offset ^ (offset >> 8) ^ 0x5A);
}
