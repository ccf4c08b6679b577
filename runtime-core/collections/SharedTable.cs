using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// The host's view of a map or set that lives in memory which the guest lends, and nowhere else: both sides change it in place
/// (docs/COLLECTIONS.md; in the guest: nf_collections.h, collections.ts). Nothing is allocated and nobody is called. Hashed, open
/// addressing with linear probing; removing shifts later entries back, so that there are no tombstones and a search never looks at more
/// slots than entries stand together.
/// </summary>
/// <remarks>
/// Insert, get, contains and remove take O(1) expected; in the worst case they look at each slot once (<see cref="CapacityMax"/>), and for
/// string keys compare <see cref="TextBytesMax"/> bytes at each. The guest is not believed: every operation reads the header anew, once,
/// and checks it. All of them may end with TrapBadPointer (header, body or a key's string leave the memory) or BucketCorrupt (the header or
/// a slot says what no operation writes); then nothing more is written. The view holds good until the guest runs again: memory may grow.
/// </remarks>
public readonly ref struct SharedTable
{
    /// <summary>Slots, at most.</summary>
    public const uint CapacityMax = SharedHeader.CapacityMax;

    /// <summary>Bytes of a string that the host looks for, at most.</summary>
    public const int TextBytesMax = 4096;

    private readonly Span<byte> _memory;
    private readonly uint _pointer;
    private readonly SharedKind _kind;

    private SharedTable(Span<byte> memory, uint pointer, SharedKind kind)
    {
        _memory = memory;
        _pointer = pointer;
        _kind = kind;
    }

    /// <summary>A map. Nothing is looked at yet. O(1).</summary>
    /// <param name="memory">The guest's linear memory.</param>
    /// <param name="pointer">Where the guest says that the map is.</param>
    public static SharedTable Map(Span<byte> memory, uint pointer) => new(memory, pointer, SharedKind.Map);

    /// <summary>A set. Nothing is looked at yet. O(1).</summary>
    /// <param name="memory">The guest's linear memory.</param>
    /// <param name="pointer">Where the guest says that the set is.</param>
    public static SharedTable Set(Span<byte> memory, uint pointer) => new(memory, pointer, SharedKind.Set);

    /// <summary>Bytes that a map or set with so many slots takes; three quarters of them can be used.</summary>
    public static ulong BytesFor(uint capacity) => SharedHeader.WholeBytes(SharedKind.Map, default, capacity);

    /// <summary>Makes it empty. O(capacity).</summary>
    /// <param name="key">What keys, or a set's elements, are.</param>
    /// <param name="value">What values are; Int64 for a set.</param>
    /// <param name="capacity">Slots: a power of two, 8 to <see cref="CapacityMax"/>.</param>
    /// <returns>Ok; InvalidArgument; TrapBadPointer.</returns>
    public Status Format(ElementType key, ElementType value, uint capacity) =>
        SharedHeader.Format(_memory, _pointer, _kind, key, value, RingFlags.Refuse, capacity, out _);

    /// <summary>What keys and values are. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetTypes(out ElementType key, out ElementType value)
    {
        Status status = Open(out SharedHeader header, out _);
        key = header.Key;
        value = header.Value;
        return status;
    }

    /// <summary>Number of entries. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetCount(out uint count)
    {
        Status status = Open(out SharedHeader header, out _);
        count = status == Status.Ok ? header.Count : 0;
        return status;
    }

    /// <summary>Removes all entries. O(capacity), one span operation.</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status Clear()
    {
        Status status = Open(out _, out Span<byte> bytes);
        if (status == Status.Ok) bytes.Slice(SharedHeader.CountAt).Clear();
        return status;
    }

    /// <summary>Inserts an entry, or replaces the value of one that is there; its key stays. A set takes no value.</summary>
    /// <param name="key">The key; a string is the guest's, and must stay what it is while it is in the map.</param>
    /// <param name="value">The value.</param>
    /// <returns>Ok; Full, and nothing changed; InvalidArgument (a string too long); TrapBadPointer; BucketCorrupt.</returns>
    public Status Insert(WordPair key, WordPair value = default)
    {
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        Span<Slot> slots = Slots(bytes);
        status = Find(header.Key, slots, key, out uint hash, out int index);
        if (status is not (Status.Ok or Status.NotFound)) return status;
        ref Slot slot = ref slots[index];
        if (status == Status.NotFound)
        {
            if (header.Count == header.EntriesMax) return Status.Full;
            SetCount(bytes, header.Count + 1);
            slot.Occupancy = hash;
            slot.Key = ElementCell.Clean(header.Key, key);
        }

        slot.Value = _kind == SharedKind.Map ? ElementCell.Clean(header.Value, value) : default;
        return Status.Ok;
    }

    /// <summary>Looks for a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Ok; NotFound; InvalidArgument (a string too long); TrapBadPointer; BucketCorrupt.</returns>
    public Status Get(WordPair key, out WordPair value)
    {
        value = default;
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        Span<Slot> slots = Slots(bytes);
        status = Find(header.Key, slots, key, out _, out int index);
        if (status == Status.Ok) value = slots[index].Value;
        return status;
    }

    /// <summary>Looks for a string that is the host's own.</summary>
    /// <param name="text">The key, at most <see cref="TextBytesMax"/> bytes.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Ok; NotFound, also where keys are no strings; InvalidArgument (too long); TrapBadPointer; BucketCorrupt.</returns>
    public Status Get(scoped ReadOnlySpan<byte> text, out WordPair value)
    {
        value = default;
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        if (header.Key != ElementType.Text) return Status.NotFound;
        if (text.Length > TextBytesMax) return Status.InvalidArgument;
        Span<Slot> slots = Slots(bytes);
        status = FindText(slots, KeyHash.Of(text), text, out int index);
        if (status == Status.Ok) value = slots[index].Value;
        return status;
    }

    /// <summary>Removes an entry; its bytes and those of a slot that was left are 0 afterwards.</summary>
    /// <returns>Ok; NotFound; InvalidArgument (a string too long); TrapBadPointer; BucketCorrupt.</returns>
    public Status Remove(WordPair key)
    {
        Status status = Open(out SharedHeader header, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        Span<Slot> slots = Slots(bytes);
        status = Find(header.Key, slots, key, out _, out int index);
        if (status != Status.Ok) return status;
        if (header.Count == 0) return Status.BucketCorrupt;
        SetCount(bytes, header.Count - 1);
        return CloseGap(slots, (uint)index);
    }

    /// <summary>
    /// Gives the entries one by one, in the order of slots, which is neither that of keys nor that of inserting. O(1) an entry on average,
    /// O(capacity) for all. What is inserted or removed meanwhile may be given, left out or given twice.
    /// </summary>
    /// <param name="cursor">0 for the first; where to go on.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Ok; Empty when there are no more; TrapBadPointer; BucketCorrupt.</returns>
    public Status Next(ref uint cursor, out WordPair key, out WordPair value)
    {
        key = value = default;
        Status status = Open(out _, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        Span<Slot> slots = Slots(bytes);
        for (; cursor < (uint)slots.Length; cursor++)
        {
            ref readonly Slot slot = ref slots[(int)cursor];
            if (slot.Occupancy == Slot.Free) continue;
            if (slot.Occupancy < KeyHash.Mark) return Status.BucketCorrupt;
            key = slot.Key;
            value = slot.Value;
            cursor++;
            return Status.Ok;
        }

        return Status.Empty;
    }

    private static void SetCount(Span<byte> bytes, uint count) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SharedHeader.CountAt), count);

    private Status Open(out SharedHeader header, out Span<byte> bytes)
    {
        Status status = SharedHeader.Open(_memory, _pointer, _kind, out header, out bytes);
        return status == Status.Ok && header.Count > header.EntriesMax ? Status.BucketCorrupt : status;
    }

    private static Span<Slot> Slots(Span<byte> bytes) =>
        MemoryMarshal.Cast<byte, Slot>(bytes.Slice((int)SharedHeader.Bytes(SharedKind.Map)));

    // Ok, and where it is; NotFound, and where it would go.
    private Status Find(ElementType type, Span<Slot> slots, WordPair key, out uint hash, out int index)
    {
        if (type != ElementType.Text)
        {
            hash = KeyHash.Of(type, key);
            return FindNumber(type, slots, hash, key, out index);
        }

        hash = 0;
        index = 0;
        if (key.High > TextBytesMax) return Status.InvalidArgument;
        if (!TryText(key, out ReadOnlySpan<byte> text)) return Status.TrapBadPointer;
        hash = KeyHash.Of(text);
        return FindText(slots, hash, text, out index);
    }

    private static Status FindNumber(ElementType type, Span<Slot> slots, uint hash, WordPair key, out int index)
    {
        int mask = slots.Length - 1, at = (int)hash & mask;
        for (int probes = 0; probes < slots.Length; probes++)
        {
            uint found = slots[at].Occupancy;
            if (found < KeyHash.Mark || (found == hash && KeyRule.Same(type, slots[at].Key, key)))
            {
                index = at;
                return found == hash ? Status.Ok : Missing(found);
            }

            at = (at + 1) & mask;
        }

        // A quarter of the slots is always free.
        index = 0;
        return Status.BucketCorrupt;
    }

    // What stops a search: a free slot, or rubbish.
    private static Status Missing(uint occupancy) => occupancy == Slot.Free ? Status.NotFound : Status.BucketCorrupt;

    private Status FindText(Span<Slot> slots, uint hash, scoped ReadOnlySpan<byte> text, out int index)
    {
        int mask = slots.Length - 1;
        index = (int)hash & mask;
        for (int probes = 0; probes < slots.Length; probes++)
        {
            ref readonly Slot slot = ref slots[index];
            if (slot.Occupancy == hash && slot.Key.High == (uint)text.Length)
            {
                if (!TryText(slot.Key, out ReadOnlySpan<byte> other)) return Status.TrapBadPointer;
                if (text.SequenceEqual(other)) return Status.Ok;
            }

            if (slot.Occupancy < KeyHash.Mark) return Missing(slot.Occupancy);
            index = (index + 1) & mask;
        }

        return Status.BucketCorrupt;
    }

    // An empty string points nowhere.
    private bool TryText(WordPair key, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (key.High == 0) return true;
        if ((ulong)key.Low + key.High > (ulong)_memory.Length) return false;
        text = _memory.Slice((int)key.Low, (int)key.High);
        return true;
    }

    // Knuth, The Art of Computer Programming 3, 6.4, algorithm R: what stands behind the gap and may stand in it moves there, and so on
    // up to a free slot. A table without one is damaged.
    private static Status CloseGap(Span<Slot> slots, uint gap)
    {
        uint mask = (uint)slots.Length - 1, index = gap;
        for (uint steps = 0; steps < mask; steps++)
        {
            index = unchecked(index + 1) & mask;
            ref readonly Slot slot = ref slots[(int)index];
            if (slot.Occupancy == Slot.Free)
            {
                slots[(int)gap] = default;
                return Status.Ok;
            }

            if (slot.Occupancy < KeyHash.Mark) return Status.BucketCorrupt;
            uint fromHome = unchecked(index - slot.Occupancy) & mask, fromGap = unchecked(index - gap) & mask;
            if (fromHome < fromGap) continue;
            slots[(int)gap] = slot;
            gap = index;
        }

        return Status.BucketCorrupt;
    }
}
