using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// The entries of a map or set in the guest's memory, and the only place where they are: capacity, count, then that many slots of 20 bytes.
/// Entries stand in the order in which they were inserted; free slots may lie between them. The header is checked each time it is read, and
/// holds good only until the guest runs again. 12 bytes.
/// </summary>
internal readonly unsafe struct Bucket
{
    /// <summary>Bytes before the slots.</summary>
    public const uint HeaderBytes = 8;

    private const uint CapacityMin = 8;

    private Bucket(uint pointer, uint capacity, uint count)
    {
        Pointer = pointer;
        Capacity = capacity;
        Count = count;
    }

    /// <summary>Where it lies; 0 stands for a bucket without entries, which takes no memory.</summary>
    public uint Pointer { get; }

    /// <summary>Number of slots.</summary>
    public uint Capacity { get; }

    /// <summary>Number of entries.</summary>
    public uint Count { get; }

    /// <summary>Its size in bytes; it was checked to lie in the memory.</summary>
    public uint Bytes => Pointer == 0 ? 0 : HeaderBytes + Capacity * Slot.Bytes;

    /// <summary>The capacity of a new bucket for that many entries: the least power of two that is 8 or more and twice the count.</summary>
    public static ulong CapacityFor(uint count)
    {
        ulong twice = 2ul * count;
        return BitOperations.RoundUpToPowerOf2(twice < CapacityMin ? CapacityMin : twice);
    }

    /// <summary>Bytes of a bucket with that many slots. O(1).</summary>
    public static ulong BytesFor(ulong capacity) => HeaderBytes + capacity * Slot.Bytes;

    /// <summary>Reads and checks a header. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public static Status Open(HostCall* call, uint pointer, out Bucket bucket)
    {
        bucket = default;
        if (pointer == 0) return Status.Ok;
        if (pointer % sizeof(uint) != 0) return Status.BucketCorrupt;
        Status status = call->TrySpan(pointer, HeaderBytes, out Span<byte> header);
        if (status != Status.Ok) return status;
        uint capacity = BinaryPrimitives.ReadUInt32LittleEndian(header);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(sizeof(uint)));
        if (!BitOperations.IsPow2(capacity) || capacity < CapacityMin || count > capacity) return Status.BucketCorrupt;
        ulong bytes = BytesFor(capacity);
        if (bytes > int.MaxValue) return Status.BucketCorrupt;
        status = call->TrySpan(pointer, (uint)bytes, out _);
        if (status == Status.Ok) bucket = new Bucket(pointer, capacity, count);
        return status;
    }

    /// <summary>
    /// Makes a bucket of memory that the guest's allocator gave, whatever that holds: header, and free slots behind those of the entries,
    /// which the caller writes. O(capacity).
    /// </summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public static Status Format(HostCall* call, uint pointer, uint capacity, uint count, out Bucket bucket)
    {
        bucket = new Bucket(pointer, capacity, count);
        Status status = call->TrySpan(pointer, bucket.Bytes, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        bytes.Slice((int)(HeaderBytes + count * Slot.Bytes)).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, capacity);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(sizeof(uint)), count);
        return Status.Ok;
    }

    /// <summary>Writes the number of entries into the header. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public Status SetCount(HostCall* call, uint count)
    {
        Status status = call->TrySpan(Pointer, HeaderBytes, out Span<byte> header);
        if (status == Status.Ok) BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(sizeof(uint)), count);
        return status;
    }

    /// <summary>All slots, in place. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public Status Slots(HostCall* call, out Span<Slot> slots)
    {
        slots = default;
        if (Pointer == 0) return Status.Ok;
        Status status = call->TrySpan(Pointer + HeaderBytes, Capacity * Slot.Bytes, out Span<byte> bytes);
        if (status == Status.Ok) slots = MemoryMarshal.Cast<byte, Slot>(bytes);
        return status;
    }
}
