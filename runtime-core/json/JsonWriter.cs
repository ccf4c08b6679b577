using System;

namespace Nf.Runtime;

/// <summary>
/// Writes a JSON value of the guest's memory as text, without white space, members in the order of their maps. It is gone through twice: to
/// find the length, then to write. No step goes without a byte of text, so the length bounds the steps, also where the guest's values are
/// damaged, shared or lead back to themselves. 72 to 88 bytes.
/// </summary>
internal unsafe struct JsonWriter
{
    // The state of an open array or object: what comes next, and whether something came.
    private const uint HasElements = 1u << 31;
    private const uint UnitsAtOnce = 256;
    private const uint BytesInUnit = 16;

    private HostCall* _call;
    private JsonStack _stack;
    private uint _target;
    private uint _room;
    private uint _length;
    private uint _unpaid;

    /// <summary>Writes a value. O(bytes of text + capacities of its maps).</summary>
    /// <param name="call">The host function's call.</param>
    /// <param name="node">The value.</param>
    /// <param name="pointer">The text.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>
    /// Ok; BucketCorrupt or TrapBadPointer for a damaged value; LimitExceeded for one that nests deeper than
    /// <see cref="JsonReader.DepthMax"/>; InvalidArgument for a number that is not finite or a string that is not UTF-8; TrapOutOfFuel;
    /// what <see cref="GuestRoots.Allocate"/> gives.
    /// </returns>
    public static Status Write(HostCall* call, uint node, out uint pointer, out uint length)
    {
        pointer = length = 0;
        Status status = GuestRoots.Open(call, out GuestRoots roots);
        if (status != Status.Ok) return status;
        JsonWriter writer = new() { _call = call };
        status = roots.Push(node);
        if (status == Status.Ok) status = JsonStack.Create(ref roots, JsonReader.DepthMax, out writer._stack);
        if (status == Status.Ok) status = writer.Measure(node, out length);
        if (status == Status.Ok) status = roots.Allocate(length, out pointer);
        if (status == Status.Ok) status = writer.WriteTo(node, pointer, length);
        Status closed = roots.Close();
        return status == Status.Ok ? closed : status;
    }

    private Status Measure(uint node, out uint length)
    {
        // What is longer than the memory has no room in it.
        int memory = _call->Memory.Length;
        _room = (uint)memory;
        Status status = Walk(node);
        length = _length;
        return status;
    }

    private Status WriteTo(uint node, uint target, uint room)
    {
        _target = target;
        _room = room;
        _length = 0;
        _stack.Clear();
        if (GuestRange.Overlap(target, room, _stack.Pointer, _stack.Bytes)) return Status.TrapBadPointer;
        Status status = Walk(node);
        if (status != Status.Ok) return status;
        return _length == room ? Status.Ok : Status.BucketCorrupt;
    }

    private Status Walk(uint node)
    {
        Status status = Begin(node);
        while (status == Status.Ok && _stack.Depth != 0) status = Continue();
        return status == Status.Ok ? Pay() : status;
    }

    private Status Continue()
    {
        Status status = _stack.Peek(_call, out uint node, out uint state);
        if (status != Status.Ok) return status;
        status = JsonNode.Open(_call, node, out JsonKind kind, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        uint payload = JsonNode.Word(bytes, JsonNode.Payload);
        return kind switch
        {
            JsonKind.Array => NextElement(node, state, payload, JsonNode.Word(bytes, JsonNode.Count)),
            JsonKind.Object => NextMember(node, state, payload),
            _ => Status.BucketCorrupt,
        };
    }

    private Status NextElement(uint node, uint state, uint pointer, uint count)
    {
        uint index = state & ~HasElements;
        if (index >= count) return End("]"u8);
        Status status = JsonNode.Elements(_call, pointer, count, out Span<byte> elements);
        if (status != Status.Ok) return status;
        uint element = JsonNode.Word(elements, (int)index * sizeof(uint));
        status = Separate(state);
        if (status == Status.Ok) status = _stack.Set(_call, node, (index + 1) | HasElements);
        return status == Status.Ok ? Begin(element) : status;
    }

    private Status NextMember(uint node, uint state, uint wrapper)
    {
        Status status = Wrapper.Open(_call, wrapper, CollectionKind.Map, out Bucket bucket);
        if (status != Status.Ok) return status;
        status = bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        int index = (int)(state & ~HasElements);
        while (index < slots.Length && slots[index].Occupancy == Slot.Free) index++;
        if (index >= slots.Length) return End("}"u8);
        if (slots[index].Occupancy != Slot.Occupied) return Status.BucketCorrupt;
        Slot member = slots[index];
        status = Separate(state);
        if (status == Status.Ok) status = _stack.Set(_call, node, (uint)(index + 1) | HasElements);
        if (status == Status.Ok) status = Text(member.Key.Low, member.Key.High);
        if (status == Status.Ok) status = Append(":"u8);
        return status == Status.Ok ? Begin(member.Value.Low) : status;
    }

    private Status Separate(uint state) => (state & HasElements) == 0 ? Status.Ok : Append(","u8);

    private Status End(ReadOnlySpan<byte> bracket)
    {
        _stack.Pop();
        return Append(bracket);
    }

    private Status Begin(uint node)
    {
        Status status = JsonNode.Open(_call, node, out JsonKind kind, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        uint payload = JsonNode.Word(bytes, JsonNode.Payload);
        switch (kind)
        {
            case JsonKind.Null: return Append("null"u8);
            case JsonKind.Bool: return Append(payload != 0 ? "true"u8 : "false"u8);
            case JsonKind.Number: return Number(JsonNode.Number(bytes));
            case JsonKind.Text: return Text(payload, JsonNode.Word(bytes, JsonNode.Count));
            case JsonKind.Array: return Open(node, "["u8);
            default:
                status = CheckMembers(payload);
                return status == Status.Ok ? Open(node, "{"u8) : status;
        }
    }

    private Status Open(uint node, ReadOnlySpan<byte> bracket)
    {
        Status status = Append(bracket);
        return status == Status.Ok ? _stack.Push(_call, node, 0) : status;
    }

    // As many entries as the header says.
    private readonly Status CheckMembers(uint wrapper)
    {
        Status status = Wrapper.Open(_call, wrapper, CollectionKind.Map, out Bucket bucket);
        if (status == Status.Ok) status = _call->Charge(bucket.Capacity);
        if (status != Status.Ok) return status;
        status = bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        uint count = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Occupancy == Slot.Occupied) count++;
        }

        return count == bucket.Count ? Status.Ok : Status.BucketCorrupt;
    }

    private Status Number(ulong bits)
    {
        if (!Float64Formatter.IsFinite(bits)) return Status.InvalidArgument;
        _unpaid += Float64Formatter.Units;
        Span<byte> text = stackalloc byte[Float64Formatter.LengthMax];
        return Append(text.Slice(0, Float64Formatter.Write(bits, text)));
    }

    // Runs of characters that stand for themselves are written at once.
    private Status Text(uint pointer, uint length)
    {
        Status status = KeyRule.Text(_call, new WordPair(pointer, length), out ReadOnlySpan<byte> text);
        if (status == Status.Ok) status = Append("\""u8);
        int plain = 0;
        for (int i = 0; status == Status.Ok && i < text.Length;)
        {
            int bytes = Utf8Sequence.Length(text.Slice(i));
            if (bytes == 0) return Status.InvalidArgument;
            bool isPlain = text[i] >= ' ' && text[i] != '"' && text[i] != '\\';
            if (!isPlain)
            {
                status = Append(text.Slice(plain, i - plain));
                if (status == Status.Ok) status = Escape(text[i]);
                plain = i + 1;
            }

            i += bytes;
        }

        if (status == Status.Ok) status = Append(text.Slice(plain));
        return status == Status.Ok ? Append("\""u8) : status;
    }

    private Status Escape(byte letter)
    {
        const int EscapeBytesMax = 6;
        Span<byte> escape = stackalloc byte[EscapeBytesMax];
        escape[0] = (byte)'\\';
        escape[1] = letter switch
        {
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            < (byte)' ' => (byte)'u',
            _ => letter,
        };
        if (escape[1] != 'u') return Append(escape.Slice(0, 2));
        escape[2] = escape[3] = (byte)'0';
        escape[4] = (byte)('0' + (letter >> 4));
        escape[5] = "0123456789abcdef"u8[letter & 0xF];
        return Append(escape);
    }

    private Status Append(ReadOnlySpan<byte> text)
    {
        if ((uint)text.Length > _room - _length) return _target == 0 ? Status.OutOfMemory : Status.BucketCorrupt;
        _unpaid += 1 + (uint)text.Length / BytesInUnit;
        Status status = _unpaid >= UnitsAtOnce ? Pay() : Status.Ok;
        if (status != Status.Ok) return status;
        if (_target != 0)
        {
            status = _call->TrySpan(_target + _length, (uint)text.Length, out Span<byte> target);
            if (status != Status.Ok) return status;
            text.CopyTo(target);
        }

        _length += (uint)text.Length;
        return Status.Ok;
    }

    private Status Pay()
    {
        uint units = _unpaid;
        _unpaid = 0;
        return _call->Charge(units);
    }
}
