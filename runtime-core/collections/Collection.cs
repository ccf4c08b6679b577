using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// A map or set in the guest's memory, for the time of one host function. Nothing of it is kept on the host, and every operation that
/// changes it makes a new one beside it: the old one stays what it was. What the guest says is checked anew after each time that its
/// allocator ran. Every operation costs the guest fuel. 48 bytes.
/// </summary>
internal unsafe struct Collection
{
    private const uint NoneBytes = 4;
    private const uint SomeTag = 1;

    private HostCall* _call;
    private CollectionKind _kind;
    private uint _wrapper;
    private Bucket _bucket;
    private GuestRoots _roots;

    /// <summary>Number of entries.</summary>
    public readonly uint Count => _bucket.Count;

    /// <summary>Reads a guest's map or set. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public static Status Open(HostCall* call, uint wrapper, CollectionKind kind, out Collection collection)
    {
        collection = default;
        collection._call = call;
        collection._kind = kind;
        collection._wrapper = wrapper;
        return Wrapper.Open(call, wrapper, kind, out collection._bucket);
    }

    /// <summary>Makes an empty one. O(1).</summary>
    /// <returns>Ok, or what <see cref="GuestRoots.Allocate"/> gives.</returns>
    public static Status Create(HostCall* call, CollectionKind kind, out uint wrapper)
    {
        wrapper = 0;
        Status status = GuestRoots.Open(call, out GuestRoots roots);
        if (status != Status.Ok) return status;
        status = roots.Allocate(Wrapper.Bytes, out uint made);
        if (status == Status.Ok) status = Wrapper.Write(call, made, kind, 0);
        Status closed = roots.Close();
        if (status != Status.Ok) return status;
        wrapper = made;
        return closed;
    }

    /// <summary>Whether a key is there. O(capacity).</summary>
    /// <returns>Ok, or what <see cref="BucketSearch.Find"/> gives.</returns>
    public readonly Status Contains(ElementType type, WordPair key, out bool found)
    {
        Status status = BucketSearch.Find(_call, in _bucket, type, key, out int index);
        found = status == Status.Ok && index != BucketSearch.Nowhere;
        return status;
    }

    /// <summary>
    /// The value of a key as an option in new memory: tag 0 in 4 bytes, or tag 1 and the value in as many as its type takes. O(capacity).
    /// </summary>
    /// <returns>Ok, or what <see cref="BucketSearch.Find"/> and <see cref="GuestRoots.Allocate"/> give.</returns>
    public Status Get(ElementType keyType, WordPair key, ElementType valueType, out uint option)
    {
        option = 0;
        Status status = BucketSearch.Find(_call, in _bucket, keyType, key, out int index);
        if (status != Status.Ok) return status;
        status = _bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        bool found = index != BucketSearch.Nowhere;
        WordPair value = found ? slots[index].Value : default;
        status = OpenRoots();
        if (status != Status.Ok) return status;
        if (found) status = _roots.Push(valueType, value);
        uint made = 0, bytes = found ? ElementLayout.SomeBytes(valueType) : NoneBytes;
        if (status == Status.Ok) status = _roots.Allocate(bytes, out made);
        if (status == Status.Ok && !IsApart(made, bytes)) status = Status.TrapBadPointer;
        if (status == Status.Ok) status = found ? WriteSome(made, valueType, value) : WriteNone(made);
        status = Close(status);
        if (status == Status.Ok) option = made;
        return status;
    }

    private readonly Status WriteNone(uint pointer)
    {
        Status status = _call->TrySpan(pointer, NoneBytes, out Span<byte> option);
        if (status == Status.Ok) option.Clear();
        return status;
    }

    private readonly Status WriteSome(uint pointer, ElementType type, WordPair value)
    {
        Status status = _call->TrySpan(pointer, ElementLayout.SomeBytes(type), out Span<byte> option);
        if (status != Status.Ok) return status;
        option.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(option, SomeTag);
        WriteElement(option.Slice(ElementLayout.SomePayload(type)), type, value);
        return Status.Ok;
    }

    private static void WriteElement(Span<byte> target, ElementType type, WordPair element)
    {
        if (ElementLayout.ArrayBytes(type) == sizeof(uint)) BinaryPrimitives.WriteUInt32LittleEndian(target, element.Low);
        else BinaryPrimitives.WriteUInt64LittleEndian(target, element.Cell);
    }

    /// <summary>
    /// A new collection with an entry more, or with another value for a key that is there; such a key stays where and what it is. A set
    /// that has the element already is its own result. O(capacity).
    /// </summary>
    /// <returns>Ok, or what <see cref="BucketSearch.Find"/> and <see cref="GuestRoots.Allocate"/> give.</returns>
    public Status Insert(ElementType keyType, WordPair key, ElementType valueType, WordPair value, out uint result)
    {
        result = _wrapper;
        Status status = BucketSearch.Find(_call, in _bucket, keyType, key, out int index);
        if (status != Status.Ok) return status;
        bool found = index != BucketSearch.Nowhere;
        if (found && _kind == CollectionKind.Set) return Status.Ok;
        status = OpenRoots();
        if (status != Status.Ok) return status;
        status = _roots.Push(keyType, key);
        if (status == Status.Ok && _kind == CollectionKind.Map) status = _roots.Push(valueType, value);
        uint made = 0;
        Span<Slot> target = default;
        int position = 0;
        if (status == Status.Ok) status = Rebuild(found ? Count : Count + 1, index, true, out made, out target, out position);
        if (status == Status.Ok && found) target[position].Value = value;
        else if (status == Status.Ok) target[position] = new Slot { Occupancy = Slot.Occupied, Key = key, Value = value };
        status = Close(status);
        if (status == Status.Ok) result = made;
        return status;
    }

    /// <summary>A new collection without a key; without change when it is not there. O(capacity).</summary>
    /// <returns>Ok, or what <see cref="BucketSearch.Find"/> and <see cref="GuestRoots.Allocate"/> give.</returns>
    public Status Remove(ElementType type, WordPair key, out uint result)
    {
        result = _wrapper;
        Status status = BucketSearch.Find(_call, in _bucket, type, key, out int index);
        if (status != Status.Ok || index == BucketSearch.Nowhere) return status;
        status = OpenRoots();
        if (status != Status.Ok) return status;
        uint made;
        if (Count == 1) status = MakeWrapper(out made);
        else status = Rebuild(Count - 1, index, false, out made, out _, out _);
        status = Close(status);
        if (status == Status.Ok) result = made;
        return status;
    }

    private Status MakeWrapper(out uint made)
    {
        Status status = _roots.Allocate(Wrapper.Bytes, out made);
        if (status != Status.Ok) return status;
        return IsApart(made, Wrapper.Bytes) ? Wrapper.Write(_call, made, _kind, 0) : Status.TrapBadPointer;
    }

    // A new wrapper, whole before the collector can see it, then its bucket, then the entries. The guest ran twice: what was known of the
    // old bucket must be so still, and what the guest gave as new must not be a part of what is old.
    private Status Rebuild(uint count, int marked, bool keepMarked, out uint made, out Span<Slot> target, out int position)
    {
        target = default;
        position = 0;
        ulong capacity = Bucket.CapacityFor(count);
        ulong bytes = Bucket.BytesFor(capacity);
        uint pointer = 0;
        Status status = MakeWrapper(out made);
        if (status == Status.Ok) status = _call->Charge((_bucket.Bytes + bytes) / HostCall.BytesInUnit);
        if (status == Status.Ok) status = _roots.Allocate(bytes, out pointer);
        if (status == Status.Ok) status = Reopen();
        if (status != Status.Ok) return status;
        bool apart = IsApart(pointer, (uint)bytes) && !GuestRange.Overlap(made, Wrapper.Bytes, pointer, (uint)bytes);
        if (!apart) return Status.TrapBadPointer;
        status = Bucket.Format(_call, pointer, (uint)capacity, count, out Bucket bucket);
        if (status != Status.Ok) return status;
        status = _bucket.Slots(_call, out Span<Slot> source);
        if (status == Status.Ok) status = bucket.Slots(_call, out target);
        if (status == Status.Ok) status = BucketCopy.Run(source, Count, marked, keepMarked, target, out position);
        return status == Status.Ok ? Wrapper.Write(_call, made, _kind, pointer) : status;
    }

    /// <summary>
    /// All keys, or all values, as a new array in the order of their insertion; pointer 0 when there are none. O(capacity).
    /// </summary>
    /// <returns>Ok, BucketCorrupt, TrapOutOfFuel, or what <see cref="GuestRoots.Allocate"/> gives.</returns>
    public Status ToArray(ElementType type, bool values, out uint array)
    {
        array = 0;
        if (Count == 0) return Status.Ok;
        uint size = ElementLayout.ArrayBytes(type), bytes = Count * size, made = 0;
        Status status = OpenRoots();
        if (status != Status.Ok) return status;
        status = _call->Charge(_bucket.Capacity);
        if (status == Status.Ok) status = _roots.Allocate(bytes, out made);
        if (status == Status.Ok) status = Reopen();
        if (status == Status.Ok) status = IsApart(made, bytes) ? WriteArray(type, values, made) : Status.TrapBadPointer;
        status = Close(status);
        if (status == Status.Ok) array = made;
        return status;
    }

    private readonly Status WriteArray(ElementType type, bool values, uint pointer)
    {
        int size = (int)ElementLayout.ArrayBytes(type);
        Status status = _call->TrySpan(pointer, Count * (uint)size, out Span<byte> array);
        if (status != Status.Ok) return status;
        status = _bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        for (int i = 0; i < slots.Length && array.Length != 0; i++)
        {
            if (slots[i].Occupancy == Slot.Free) continue;
            if (slots[i].Occupancy != Slot.Occupied) return Status.BucketCorrupt;
            WriteElement(array, type, values ? slots[i].Value : slots[i].Key);
            array = array.Slice(size);
        }

        return array.Length == 0 ? Status.Ok : Status.BucketCorrupt;
    }

    // The old wrapper and its bucket are needed until the end.
    private Status OpenRoots()
    {
        Status status = GuestRoots.Open(_call, out _roots);
        if (status != Status.Ok) return status;
        status = _roots.Push(_wrapper);
        if (status == Status.Ok) status = _roots.Push(_bucket.Pointer);
        return status == Status.Ok ? status : Close(status);
    }

    private readonly Status Close(Status status)
    {
        Status closed = _roots.Close();
        return status == Status.Ok ? closed : status;
    }

    private readonly Status Reopen()
    {
        Status status = Wrapper.Open(_call, _wrapper, _kind, out Bucket now);
        if (status != Status.Ok) return status;
        bool same = now.Pointer == _bucket.Pointer && now.Capacity == _bucket.Capacity && now.Count == _bucket.Count;
        return same ? Status.Ok : Status.BucketCorrupt;
    }

    private readonly bool IsApart(uint pointer, uint bytes) =>
        !GuestRange.Overlap(pointer, bytes, _wrapper, Wrapper.Bytes) && !GuestRange.Overlap(pointer, bytes, _bucket.Pointer, _bucket.Bytes);
}
