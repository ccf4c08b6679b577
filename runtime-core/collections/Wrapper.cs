using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// A map or set as a guest's value: 12 bytes in its memory that name the kind and the bucket. Checked each time it is read.
/// </summary>
internal static unsafe class Wrapper
{
    /// <summary>Its size in bytes.</summary>
    public const uint Bytes = 12;

    private const int ReservedOffset = 4;
    private const int BucketOffset = 8;

    /// <summary>Reads a wrapper and the header of its bucket. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public static Status Open(HostCall* call, uint pointer, CollectionKind kind, out Bucket bucket)
    {
        bucket = default;
        if (pointer % sizeof(uint) != 0) return Status.BucketCorrupt;
        Status status = call->TrySpan(pointer, Bytes, out Span<byte> wrapper);
        if (status != Status.Ok) return status;
        bool whole = BinaryPrimitives.ReadUInt32LittleEndian(wrapper) == (uint)kind
            && BinaryPrimitives.ReadUInt32LittleEndian(wrapper.Slice(ReservedOffset)) == 0;
        if (!whole) return Status.BucketCorrupt;
        status = Bucket.Open(call, BinaryPrimitives.ReadUInt32LittleEndian(wrapper.Slice(BucketOffset)), out bucket);
        if (status != Status.Ok) return status;
        return GuestRange.Overlap(pointer, Bytes, bucket.Pointer, bucket.Bytes) ? Status.BucketCorrupt : Status.Ok;
    }

    /// <summary>Writes a wrapper. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public static Status Write(HostCall* call, uint pointer, CollectionKind kind, uint bucket)
    {
        Status status = call->TrySpan(pointer, Bytes, out Span<byte> wrapper);
        if (status != Status.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(wrapper, (uint)kind);
        BinaryPrimitives.WriteUInt32LittleEndian(wrapper.Slice(ReservedOffset), 0);
        BinaryPrimitives.WriteUInt32LittleEndian(wrapper.Slice(BucketOffset), bucket);
        return Status.Ok;
    }
}
