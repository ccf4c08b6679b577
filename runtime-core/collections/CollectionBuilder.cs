using System;

namespace Nf.Runtime;

/// <summary>
/// Makes a map or set in the guest's memory whose number of entries is known beforehand, entry by entry: for what a host function reads
/// from elsewhere. The collection is whole at every moment, and while its wrapper is rooted so is all that was put into it. 24 bytes.
/// </summary>
internal unsafe struct CollectionBuilder
{
    private HostCall* _call;
    private CollectionKind _kind;
    private uint _capacity;

    /// <summary>The map or set.</summary>
    public uint Pointer { get; private set; }

    /// <summary>Makes an empty collection with room. Wrapper and bucket stay rooted until the caller closes the roots. O(count).</summary>
    /// <param name="call">The host function's call.</param>
    /// <param name="roots">Opened by the caller.</param>
    /// <param name="kind">Map or set.</param>
    /// <param name="count">Entries that there shall be; 0 makes a collection without a bucket.</param>
    /// <param name="builder">Takes the entries.</param>
    /// <returns>Ok, TrapOutOfFuel, TrapBadPointer, or what <see cref="GuestRoots.Allocate"/> gives.</returns>
    public static Status Open(HostCall* call, ref GuestRoots roots, CollectionKind kind, uint count, out CollectionBuilder builder)
    {
        builder = default;
        builder._call = call;
        builder._kind = kind;
        ulong capacity = count == 0 ? 0 : Bucket.CapacityFor(count), bytes = Bucket.BytesFor(capacity);
        Status status = roots.Allocate(Wrapper.Bytes, out uint wrapper);
        if (status == Status.Ok) status = Wrapper.Write(call, wrapper, kind, 0);
        builder.Pointer = wrapper;
        if (status != Status.Ok || count == 0) return status;
        status = call->Charge(bytes / HostCall.BytesInUnit);
        uint pointer = 0;
        if (status == Status.Ok) status = roots.Allocate(bytes, out pointer);
        if (status != Status.Ok) return status;
        if (GuestRange.Overlap(wrapper, Wrapper.Bytes, pointer, (uint)bytes)) return Status.TrapBadPointer;
        status = Bucket.Format(call, pointer, (uint)capacity, 0, out _);
        builder._capacity = (uint)capacity;
        return status == Status.Ok ? Wrapper.Write(call, wrapper, kind, pointer) : status;
    }

    /// <summary>
    /// Puts an entry behind the others. It is not looked for: the caller knows that there is no such key, or looks with
    /// <see cref="BucketSearch"/>. O(1).
    /// </summary>
    /// <returns>Ok; Full when all slots are taken; BucketCorrupt when the guest has changed the collection meanwhile.</returns>
    public readonly Status Append(WordPair key, WordPair value)
    {
        Status status = Wrapper.Open(_call, Pointer, _kind, out Bucket bucket);
        if (status != Status.Ok) return status;
        if (bucket.Capacity != _capacity) return Status.BucketCorrupt;
        if (bucket.Count == _capacity) return Status.Full;
        status = bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        slots[(int)bucket.Count] = new Slot { Occupancy = Slot.Occupied, Key = key, Value = value };
        return bucket.SetCount(_call, bucket.Count + 1);
    }
}
