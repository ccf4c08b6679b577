using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>A guest of tests/guests/collections, and both sides' operations on what it lends.</summary>
internal ref struct SharedTestGuest
{
    /// <summary>Types of elements.</summary>
    public const int Types = 4;

    /// <summary>Where collections are made; what is below belongs to the guest.</summary>
    public const uint Lent = 512;

    private const int LinearBytes = 2048;
    private const uint Scratch = 384;

    // The same strings twice: for the host and for the guest.
    private const uint TextAt = 1600;
    private const uint TextCopyAt = 1664;

    // The engine takes a few bytes of the linear memory for itself, not equally many on all targets; the dump ends before.
    private const int DumpEnd = 1920;

    private TestGuest _guest;

    /// <summary>What was found so far.</summary>
    public Check Check;

    /// <summary>Loads the guest, with strings in its memory.</summary>
    public static void Load(ReadOnlySpan<byte> wasm, out SharedTestGuest guest)
    {
        guest = default;
        Status status = TestGuest.Load<TestHost>(wasm, 0, out guest._guest, linearBytes: LinearBytes);
        guest.Check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        ReadOnlySpan<byte> text = "abcdefghijklmnopqrstuvwxyz"u8;
        text.CopyTo(guest.Memory.Slice((int)TextAt));
        text.CopyTo(guest.Memory.Slice((int)TextCopyAt));
    }

    /// <summary>Adds what was lent to a digest and drops the guest.</summary>
    public void Drop(ref Sha256 memory)
    {
        if (Check.FailedLine == 0) memory.Append(Memory.Slice((int)Lent, DumpEnd - (int)Lent));
        Drop();
    }

    /// <summary>Expects a whole arena, and drops the guest with all it had.</summary>
    public void Drop()
    {
        if (Check.FailedLine == 0) Containment.CheckArena(in _guest, ref Check);
        _guest.Dispose();
        Check.Equal(0, Allocation.Budget.Used(CrateId.Engine));
    }

    /// <summary>A key by number; host and guest have other bits for the same one where there are other bits: zeros, NaNs, strings.</summary>
    public static WordPair Cell(ElementType type, int index, bool forGuest) => type switch
    {
        ElementType.Int32 => new WordPair((uint)index * 0x0100_0001u, 0),
        ElementType.Text => new WordPair((forGuest ? TextCopyAt : TextAt) + (uint)index, (uint)index % 3 + 1),
        ElementType.Float64 when index == 0 => new WordPair(0, forGuest ? 0x8000_0000 : 0),
        ElementType.Float64 when index == 1 => new WordPair(forGuest ? 1u : 0, forGuest ? 0xFFF0_0000 : 0x7FF8_0000),
        ElementType.Float64 => new WordPair(0, 0x3FF0_0000u + ((uint)index << 16)),
        _ => new WordPair((uint)index, (uint)index << 28),
    };

    private readonly Span<byte> Memory => _guest.Instance.Memory;

    /// <summary>A word of memory.</summary>
    public readonly uint Word(uint at) => BinaryPrimitives.ReadUInt32LittleEndian(Memory.Slice((int)at));

    /// <summary>Sets a word of memory.</summary>
    public readonly void SetWord(uint at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Memory.Slice((int)at), value);

    /// <summary>Expects a status.</summary>
    public void Expect(Status expected, Status found, [CallerLineNumber] int line = 0) => Check.Equal(expected, found, line);

    /// <summary>The host's view.</summary>
    public readonly SharedTable Table(uint at, SharedKind kind) =>
        kind == SharedKind.Map ? SharedTable.Map(Memory, at) : SharedTable.Set(Memory, at);

    public Status Format(bool byGuest, uint at, SharedKind kind, ElementType key, ElementType value, uint capacity)
    {
        if (kind == SharedKind.Vector)
        {
            return byGuest
                ? Run("vector_format"u8, "iii:"u8, at, (ulong)key, capacity)
                : new SharedVector(Memory, at).Format(key, capacity);
        }

        return byGuest
            ? Run("table_format"u8, "iiiii:"u8, at, (uint)kind, (ulong)key, (ulong)value, capacity)
            : Table(at, kind).Format(key, value, capacity);
    }

    public Status Insert(bool byGuest, uint at, SharedKind kind, WordPair key, uint value)
    {
        if (!byGuest) return Table(at, kind).Insert(key, new WordPair(value, 0));
        return kind == SharedKind.Map
            ? Run("map_insert"u8, "iII:i"u8, at, key.Cell, value)
            : Run("set_add"u8, "iI:i"u8, at, key.Cell);
    }

    public Status Get(bool byGuest, uint at, SharedKind kind, WordPair key, out WordPair value)
    {
        if (!byGuest) return Table(at, kind).Get(key, out value);
        SetWord(Scratch, 0);
        Status status = kind == SharedKind.Map
            ? Run("map_get"u8, "iIi:i"u8, at, key.Cell, Scratch)
            : Run("table_contains"u8, "iI:i"u8, at, key.Cell);
        value = Stored();
        return status;
    }

    public Status Remove(bool byGuest, uint at, SharedKind kind, WordPair key) =>
        byGuest ? Run("table_remove"u8, "iI:i"u8, at, key.Cell) : Table(at, kind).Remove(key);

    public Status Push(bool byGuest, uint at, WordPair element) =>
        byGuest ? Run("vector_push"u8, "iI:i"u8, at, element.Cell) : new SharedVector(Memory, at).Push(element);

    public Status GetAt(bool byGuest, uint at, uint index, out WordPair element)
    {
        if (!byGuest) return new SharedVector(Memory, at).Get(index, out element);
        Status status = Run("vector_get"u8, "iii:i"u8, at, index, Scratch);
        element = Stored();
        return status;
    }

    public Status FormatRing(bool byGuest, uint at, ElementType type, RingFlags flags, uint capacity) => byGuest
        ? Run("ring_format"u8, "iiiii:"u8, at, (ulong)type, (ulong)flags, capacity)
        : new SharedRing(Memory, at).Format(type, flags, capacity);

    public Status Publish(bool byGuest, uint at, WordPair element) =>
        byGuest ? Run("ring_publish"u8, "iI:i"u8, at, element.Cell) : new SharedRing(Memory, at).Publish(element);

    public Status Drain(bool byGuest, uint at, out WordPair element)
    {
        if (!byGuest) return new SharedRing(Memory, at).Drain(out element);
        Status status = Run("ring_drain"u8, "ii:i"u8, at, Scratch);
        element = Stored();
        return status;
    }

    private readonly WordPair Stored() => new(Word(Scratch), Word(Scratch + sizeof(uint)));

    // What the guest says is a negated status; what it says nothing of went well.
    private Status Run(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ulong first, ulong second = 0, ulong third = 0, ulong fourth = 0, ulong fifth = 0)
    {
        Span<ulong> arguments = stackalloc ulong[5];
        arguments[0] = first;
        arguments[1] = second;
        arguments[2] = third;
        arguments[3] = fourth;
        arguments[4] = fifth;
        int count = 0;
        while (signature[count] != (byte)':') count++;
        Status status = _guest.Call(name, signature, arguments.Slice(0, count), out ulong result);
        Check.Equal(Status.Ok, status);
        return (Status)(-(int)result);
    }
}
