using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// The host's view of a vector that lives in memory which the guest lends, and nowhere else (docs/COLLECTIONS.md). Elements are words as
/// <see cref="WordPair"/> says; an i32 takes 4 bytes, everything else 8. The header is read anew, once, and checked by every operation:
/// each may end with TrapBadPointer (it leaves the memory) or BucketCorrupt (it says what no operation writes), and then writes nothing.
/// All but <see cref="Format"/> take O(1). The view holds good until the guest runs again.
/// </summary>
public readonly ref struct SharedVector
{
    private readonly Span<byte> _memory;
    private readonly uint _pointer;

    /// <summary>A vector. Nothing is looked at yet. O(1).</summary>
    /// <param name="memory">The guest's linear memory.</param>
    /// <param name="pointer">Where the guest says that the vector is.</param>
    public SharedVector(Span<byte> memory, uint pointer)
    {
        _memory = memory;
        _pointer = pointer;
    }

    /// <summary>Bytes that a vector of so many elements takes.</summary>
    public static ulong BytesFor(ElementType element, uint capacity) => SharedHeader.WholeBytes(SharedKind.Vector, element, capacity);

    /// <summary>Makes it empty. O(capacity).</summary>
    /// <param name="element">What its elements are.</param>
    /// <param name="capacity">How many it can have: 1 to 65,536.</param>
    /// <returns>Ok; InvalidArgument; TrapBadPointer.</returns>
    public Status Format(ElementType element, uint capacity) =>
        SharedHeader.Format(_memory, _pointer, SharedKind.Vector, element, default, RingFlags.Refuse, capacity, out _);

    /// <summary>Number of elements.</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetCount(out uint count)
    {
        Status status = Open(out SharedHeader header, out _);
        count = status == Status.Ok ? header.Count : 0;
        return status;
    }

    /// <summary>Appends an element.</summary>
    /// <returns>Ok; Full; TrapBadPointer; BucketCorrupt.</returns>
    public Status Push(WordPair element)
    {
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        uint count = header.Count;
        if (count == header.Capacity) return Status.Full;
        ElementCell.Write(Cell(bytes, header.Key, count), header.Key, element);
        SetCount(bytes, count + 1);
        return Status.Ok;
    }

    /// <summary>Removes the last element; its bytes stay.</summary>
    /// <returns>Ok; Empty; TrapBadPointer; BucketCorrupt.</returns>
    public Status Pop(out WordPair element)
    {
        element = default;
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        uint count = header.Count;
        if (count == 0) return Status.Empty;
        element = ElementCell.Read(Cell(bytes, header.Key, count - 1), header.Key);
        SetCount(bytes, count - 1);
        return Status.Ok;
    }

    /// <summary>Reads an element.</summary>
    /// <returns>Ok; OutOfRange; TrapBadPointer; BucketCorrupt.</returns>
    public Status Get(uint index, out WordPair element)
    {
        element = default;
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        if (index >= header.Count) return Status.OutOfRange;
        element = ElementCell.Read(Cell(bytes, header.Key, index), header.Key);
        return Status.Ok;
    }

    /// <summary>Replaces an element.</summary>
    /// <returns>Ok; OutOfRange; TrapBadPointer; BucketCorrupt.</returns>
    public Status Set(uint index, WordPair element)
    {
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        if (index >= header.Count) return Status.OutOfRange;
        ElementCell.Write(Cell(bytes, header.Key, index), header.Key, element);
        return Status.Ok;
    }

    /// <summary>All elements as they lie in memory, to be read or written at once.</summary>
    /// <param name="element">What they are.</param>
    /// <param name="elements">Their bytes, in place.</param>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetElements(out ElementType element, out Span<byte> elements)
    {
        elements = default;
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        element = header.Key;
        if (status == Status.Ok)
            elements = bytes.Slice((int)SharedHeader.Bytes(SharedKind.Vector), (int)(header.Count * ElementLayout.ArrayBytes(element)));
        return status;
    }

    private static void SetCount(Span<byte> bytes, uint count) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SharedHeader.CountAt), count);

    private static Span<byte> Cell(Span<byte> bytes, ElementType element, uint index)
    {
        uint size = ElementLayout.ArrayBytes(element);
        return bytes.Slice((int)(SharedHeader.Bytes(SharedKind.Vector) + index * size), (int)size);
    }

    private Status Open(out SharedHeader header, out Span<byte> bytes)
    {
        Status status = SharedHeader.Open(_memory, _pointer, SharedKind.Vector, out header, out bytes);
        return status == Status.Ok && header.Count > header.Capacity ? Status.BucketCorrupt : status;
    }
}
