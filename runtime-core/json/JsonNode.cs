using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// A JSON value in the guest's memory, as the Vera language lays out its type Json: a tag, and behind it what the tag asks for. An object
/// is a map of strings to pointers of values, an array a pointer to pointers of values and their number. Checked each time it is read.
/// </summary>
internal static unsafe class JsonNode
{
    /// <summary>Offset of what follows the tag, but for numbers.</summary>
    public const int Payload = 4;

    /// <summary>Offset of a string's length and an array's count.</summary>
    public const int Count = 8;

    private const int NumberPayload = 8;

    /// <summary>Bytes of a value. O(1).</summary>
    public static uint Bytes(JsonKind kind) => kind is JsonKind.Number or JsonKind.Text or JsonKind.Array ? 16u : 8u;

    /// <summary>Reads a value's tag and gives all its bytes. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt for what is no value.</returns>
    public static Status Open(HostCall* call, uint pointer, out JsonKind kind, out Span<byte> node)
    {
        kind = default;
        node = default;
        if (pointer % sizeof(uint) != 0) return Status.BucketCorrupt;
        Status status = call->TrySpan(pointer, sizeof(uint), out Span<byte> tag);
        if (status != Status.Ok) return status;
        kind = (JsonKind)BinaryPrimitives.ReadUInt32LittleEndian(tag);
        return kind > JsonKind.Object ? Status.BucketCorrupt : call->TrySpan(pointer, Bytes(kind), out node);
    }

    /// <summary>The same, for a value that must be of a kind.</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public static Status Open(HostCall* call, uint pointer, JsonKind expected, out Span<byte> node)
    {
        Status status = Open(call, pointer, out JsonKind kind, out node);
        return status == Status.Ok && kind != expected ? Status.BucketCorrupt : status;
    }

    /// <summary>Makes a value without content of memory that the guest's allocator gave. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public static Status Format(HostCall* call, uint pointer, JsonKind kind)
    {
        Status status = call->TrySpan(pointer, Bytes(kind), out Span<byte> node);
        if (status != Status.Ok) return status;
        node.Clear();
        SetWord(node, 0, (uint)kind);
        return Status.Ok;
    }

    /// <summary>A word of a value. O(1).</summary>
    public static uint Word(ReadOnlySpan<byte> node, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(node.Slice(offset));

    /// <summary>Sets a word of a value. O(1).</summary>
    public static void SetWord(Span<byte> node, int offset, uint word) =>
        BinaryPrimitives.WriteUInt32LittleEndian(node.Slice(offset), word);

    /// <summary>A number's f64, as bits. O(1).</summary>
    public static ulong Number(ReadOnlySpan<byte> node) => BinaryPrimitives.ReadUInt64LittleEndian(node.Slice(NumberPayload));

    /// <summary>Sets a number's f64, as bits. O(1).</summary>
    public static void SetNumber(Span<byte> node, ulong bits) => BinaryPrimitives.WriteUInt64LittleEndian(node.Slice(NumberPayload), bits);

    /// <summary>The pointers of an array's elements, in place. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public static Status Elements(HostCall* call, uint pointer, uint count, out Span<byte> elements)
    {
        elements = default;
        if (count == 0) return Status.Ok;
        ulong bytes = (ulong)count * sizeof(uint);
        return bytes > int.MaxValue ? Status.TrapBadPointer : call->TrySpan(pointer, (uint)bytes, out elements);
    }
}
