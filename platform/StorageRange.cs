namespace Nf.Platform;

/// <summary>The checks that every storage device makes of its arguments.</summary>
internal static class StorageRange
{
    /// <summary>Whether bytes lie on the device. O(1).</summary>
    public static Status CheckRead(in StorageGeometry geometry, uint address, int length) =>
        (ulong)address + (uint)length <= geometry.Bytes ? Status.Ok : Status.OutOfRange;

    /// <summary>Whether bytes are one page of the device. O(1).</summary>
    public static Status CheckProgram(in StorageGeometry geometry, uint address, int length)
    {
        if ((uint)length != geometry.ProgramPageBytes || address % geometry.ProgramPageBytes != 0)
            return Status.InvalidArgument;
        return address < geometry.Bytes ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>Whether an address is that of an erase block. O(1).</summary>
    public static Status CheckErase(in StorageGeometry geometry, uint address)
    {
        if (!geometry.NeedsErase)
            return Status.NotSupported;
        if (address % geometry.EraseBlockBytes != 0)
            return Status.InvalidArgument;
        return address < geometry.Bytes ? Status.Ok : Status.OutOfRange;
    }
}
