using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.Runtime;

/// <summary>
/// What the header of a map, set, vector or ring in lent memory says of its shape, as the guest wrote it and after it was checked. It holds
/// good until the guest runs again: each operation reads it anew, once. 16 bytes.
/// </summary>
/// <remarks>
/// Words, little-endian: tag, types and flags, capacity; behind them count (map, set, vector), or head, tail, dropped, claimed and source
/// (ring). The types' word holds key or element in bits 0 to 7, value in bits 8 to 15, flags in bits 16 to 23.
/// </remarks>
internal readonly struct SharedHeader
{
    /// <summary>Elements or slots, at most: bounds the time of an operation on a hostile guest's map.</summary>
    public const uint CapacityMax = 65536;

    /// <summary>Slots of a map or set, at least.</summary>
    public const uint SlotsMin = 8;

    /// <summary>Offset of the count of a map, set or vector.</summary>
    public const int CountAt = 12;

    private const int TypesAt = 4;
    private const int CapacityAt = 8;
    private const uint TableBytes = 16;
    private const uint RingBytes = 32;
    private const int ValueShift = 8;
    private const int FlagsShift = 16;
    private const uint ByteMask = 0xFF;

    private readonly uint _tag;
    private readonly uint _types;

    private SharedHeader(uint tag, uint types, uint capacity, uint count)
    {
        _tag = tag;
        _types = types;
        Capacity = capacity;
        Count = count;
    }

    /// <summary>What keys or elements are.</summary>
    public ElementType Key => (ElementType)(_types & ByteMask);

    /// <summary>What a map's values are.</summary>
    public ElementType Value => (ElementType)((_types >> ValueShift) & ByteMask);

    /// <summary>How a ring goes about being full.</summary>
    public RingFlags Flags => (RingFlags)(_types >> FlagsShift);

    /// <summary>Slots or elements.</summary>
    public readonly uint Capacity;

    /// <summary>Entries of a map or set, elements of a vector; of a ring something else.</summary>
    public readonly uint Count;

    /// <summary>
    /// Entries of a map or set, at most: three quarters of its slots, so that a search looks at 8.5 slots on average for a key that is not
    /// there and 2.5 for one that is (Knuth, The Art of Computer Programming 3, 6.4: linear probing).
    /// </summary>
    public uint EntriesMax => Capacity / 4 * 3;

    /// <summary>Bytes before slots or elements.</summary>
    public static uint Bytes(SharedKind kind) => kind == SharedKind.Ring ? RingBytes : TableBytes;

    /// <summary>Bytes of header and body.</summary>
    public static ulong WholeBytes(SharedKind kind, ElementType element, uint capacity) =>
        Bytes(kind) + (ulong)capacity * (kind is SharedKind.Map or SharedKind.Set ? Slot.Bytes : ElementLayout.ArrayBytes(element));

    /// <summary>Reads and checks a header. O(1).</summary>
    /// <param name="memory">The linear memory.</param>
    /// <param name="pointer">Where the guest says that the collection is.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="header">What it says.</param>
    /// <param name="bytes">Header and body; nothing beyond.</param>
    /// <returns>Ok; TrapBadPointer when it leaves the memory; BucketCorrupt when unaligned, or it says what no operation writes.</returns>
    /// <remarks>Inlined into the one method of each kind that calls it: the kind is a constant there, or nearly.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Status Open(Span<byte> memory, uint pointer, SharedKind kind, out SharedHeader header, out Span<byte> bytes)
    {
        header = default;
        bytes = default;
        if (pointer % sizeof(uint) != 0) return Status.BucketCorrupt;
        if ((ulong)pointer + Bytes(kind) > (ulong)memory.Length) return Status.TrapBadPointer;
        Span<byte> from = memory.Slice((int)pointer);
        header = new SharedHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(from), BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(TypesAt)),
            BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(CapacityAt)), BinaryPrimitives.ReadUInt32LittleEndian(from.Slice(CountAt)));
        if (!header.IsShape(kind)) return Status.BucketCorrupt;
        ulong whole = WholeBytes(kind, header.Key, header.Capacity);
        if (whole > (ulong)from.Length) return Status.TrapBadPointer;
        bytes = from.Slice(0, (int)whole);
        return Status.Ok;
    }

    /// <summary>Makes an empty collection: all of its bytes are 0 but the first three words. O(capacity).</summary>
    /// <returns>Ok; InvalidArgument for a shape that is none, or an unaligned pointer; TrapBadPointer when it leaves the memory.</returns>
    public static Status Format(
        Span<byte> memory, uint pointer, SharedKind kind, ElementType key, ElementType value, RingFlags flags, uint capacity,
        out Span<byte> bytes)
    {
        bytes = default;
        SharedHeader header = new((uint)kind, (uint)key | ((uint)value << ValueShift) | ((uint)flags << FlagsShift), capacity, 0);
        if (pointer % sizeof(uint) != 0 || !header.IsShape(kind)) return Status.InvalidArgument;
        ulong whole = WholeBytes(kind, key, capacity);
        if (pointer + whole > (ulong)memory.Length) return Status.TrapBadPointer;
        bytes = memory.Slice((int)pointer, (int)whole);
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, header._tag);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(TypesAt), header._types);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(CapacityAt), capacity);
        return Status.Ok;
    }

    private bool IsShape(SharedKind kind)
    {
        if (_tag != (uint)kind || (_types & ~TypesMask(kind)) != 0 || Capacity is 0 or > CapacityMax) return false;
        return kind == SharedKind.Vector || (BitOperations.IsPow2(Capacity) && (kind == SharedKind.Ring || Capacity >= SlotsMin));
    }

    // A type has two bits, a flag one.
    private static uint TypesMask(SharedKind kind) => kind switch
    {
        SharedKind.Map => 0x0303,
        SharedKind.Ring => 0x0001_0003,
        _ => 0x0003,
    };
}
