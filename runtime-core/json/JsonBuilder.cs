using System;

namespace Nf.Runtime;

/// <summary>
/// Makes a JSON text into values in the guest's memory. The text is checked as a whole first, without taking memory; then it is read again
/// where it lies, and each value is linked to the one around it as soon as it is made, so that few roots are enough for any depth. How long
/// an array or object is, a copy of the reader finds out ahead: O(bytes · depth) in all, which the guest pays for. 96 to 112 bytes.
/// </summary>
internal unsafe struct JsonBuilder
{
    private HostCall* _call;
    private uint _text;
    private uint _textBytes;
    private GuestRoots _roots;
    private JsonStack _stack;
    private JsonReader _reader;
    private WordPair _name;
    private uint _root;

    // Roots up to here stay until the end; those above belong to the value that is being made.
    private uint _lasting;

    /// <summary>Reads over a whole text. O(bytes).</summary>
    /// <param name="text">The text.</param>
    /// <param name="check">What was found.</param>
    public static void Check(ReadOnlySpan<byte> text, out JsonCheck check)
    {
        check = default;
        JsonReader reader = default;
        JsonToken token;
        do
        {
            int before = reader.Position;
            check.Error = reader.Next(text, out token);
            check.Offset = reader.Position;
            if (check.Error != JsonError.None) return;
            check.Depth = Math.Max(check.Depth, reader.Depth);
            check.Work += (ulong)(reader.Position - before) * (uint)(1 + reader.Depth);
            if (token != JsonToken.Number) continue;
            check.Work += Float64Parser.Units;
            if (Float64Parser.TryParse(text.Slice(reader.Start, reader.Length), out _)) continue;
            check.Error = JsonError.Range;
            check.Offset = reader.Start;
            return;
        }
        while (token != JsonToken.End);
    }

    /// <summary>Makes the values. O(bytes · depth), and O(members²) of each object, as names are looked up in its bucket.</summary>
    /// <param name="call">The host function's call.</param>
    /// <param name="text">The text in the guest's memory.</param>
    /// <param name="textBytes">Its length.</param>
    /// <param name="depth">How deep it nests, as <see cref="Check"/> says.</param>
    /// <param name="roots">Opened, with the text among them; the outermost value is there afterwards.</param>
    /// <param name="root">The outermost value.</param>
    /// <returns>
    /// Ok; TrapHostFunction when the guest's allocator changed the text; TrapOutOfFuel; what <see cref="GuestRoots.Allocate"/> gives;
    /// BucketCorrupt or TrapBadPointer when the allocator spoiled what was made.
    /// </returns>
    public static Status Build(HostCall* call, uint text, uint textBytes, int depth, ref GuestRoots roots, out uint root)
    {
        root = 0;
        JsonBuilder builder = new() { _call = call, _text = text, _textBytes = textBytes, _roots = roots };
        Status status = JsonStack.Create(ref builder._roots, depth, out builder._stack);
        if (status == Status.Ok && builder.IsText(builder._stack.Pointer, builder._stack.Bytes)) status = Status.TrapBadPointer;
        builder._lasting = builder._roots.Top;
        JsonToken token = default;
        do
        {
            if (status == Status.Ok) status = builder.Step(out token);
        }
        while (status == Status.Ok && token != JsonToken.End);
        roots = builder._roots;
        root = builder._root;
        return status;
    }

    private Status Step(out JsonToken token)
    {
        Status status = Next(out token, out ReadOnlySpan<byte> text);
        if (status != Status.Ok) return status;
        switch (token)
        {
            case JsonToken.End:
                return _root != 0 ? Status.Ok : Status.TrapHostFunction;
            case JsonToken.Name:
                status = MakeText(out uint pointer);
                _name = new WordPair(pointer, (uint)_reader.DecodedBytes);
                return status;
            case JsonToken.EndArray:
                _stack.Pop();
                return Status.Ok;
            case JsonToken.EndObject:
                status = CloseObject();
                _stack.Pop();
                return status;
            default:
                return MakeValue(token, text);
        }
    }

    private Status Next(out JsonToken token, out ReadOnlySpan<byte> text)
    {
        token = default;
        Status status = _call->TrySpan(_text, _textBytes, out Span<byte> bytes);
        text = bytes;
        if (status != Status.Ok) return status;
        int depth = _reader.Depth;
        JsonError error = _reader.Next(text, out token);
        // The stack follows the reader, which read the same text before.
        bool isSame = error == JsonError.None && depth == _stack.Depth && _reader.Depth <= _stack.Depth + 1;
        return isSame ? Status.Ok : Status.TrapHostFunction;
    }

    private readonly bool IsText(uint pointer, uint bytes) => GuestRange.Overlap(pointer, bytes, _text, _textBytes);

    // Memory that is not what the host still reads.
    private Status Allocate(ulong bytes, out uint pointer)
    {
        Status status = _roots.Allocate(bytes, out pointer);
        if (status != Status.Ok) return status;
        bool isApart = !IsText(pointer, (uint)bytes) && !GuestRange.Overlap(pointer, (uint)bytes, _stack.Pointer, _stack.Bytes);
        return isApart ? Status.Ok : Status.TrapBadPointer;
    }

    private Status MakeText(out uint pointer)
    {
        pointer = 0;
        if (_reader.DecodedBytes == 0) return Status.Ok;
        Status status = Allocate((uint)_reader.DecodedBytes, out pointer);
        if (status != Status.Ok) return status;
        status = _call->TrySpan(pointer, (uint)_reader.DecodedBytes, out Span<byte> target);
        if (status != Status.Ok) return status;
        status = _call->TrySpan(_text + (uint)_reader.Start, (uint)_reader.Length, out Span<byte> text);
        if (status != Status.Ok) return status;
        return JsonString.TryDecode(text, target) ? Status.Ok : Status.TrapHostFunction;
    }

    // The value is whole before it is linked. Arrays and objects have no elements yet; those come one by one.
    private Status MakeValue(JsonToken token, ReadOnlySpan<byte> text)
    {
        JsonKind kind = KindOf(token);
        ulong bits = 0;
        if (kind == JsonKind.Number && !Float64Parser.TryParse(text.Slice(_reader.Start, _reader.Length), out bits))
            return Status.TrapHostFunction;
        Status status = Allocate(JsonNode.Bytes(kind), out uint node);
        if (status == Status.Ok) status = JsonNode.Format(_call, node, kind);
        if (status == Status.Ok) status = Fill(node, token, bits);
        if (status == Status.Ok) status = Link(node);
        if (status == Status.Ok && kind == JsonKind.Array) status = OpenArray(node);
        if (status == Status.Ok && kind == JsonKind.Object) status = _stack.Push(_call, node, 0);
        return status == Status.Ok ? _roots.Release(_lasting) : status;
    }

    private static JsonKind KindOf(JsonToken token) => token switch
    {
        JsonToken.BeginObject => JsonKind.Object,
        JsonToken.BeginArray => JsonKind.Array,
        JsonToken.Text => JsonKind.Text,
        JsonToken.Number => JsonKind.Number,
        JsonToken.Null => JsonKind.Null,
        _ => JsonKind.Bool,
    };

    private Status Fill(uint node, JsonToken token, ulong bits)
    {
        uint payload = token == JsonToken.True ? 1u : 0;
        Status status = Status.Ok;
        if (token == JsonToken.Text) status = MakeText(out payload);
        else if (token == JsonToken.BeginObject) status = MakeMap(out payload);
        if (status != Status.Ok) return status;
        status = JsonNode.Open(_call, node, KindOf(token), out Span<byte> bytes);
        if (status != Status.Ok) return status;
        if (token == JsonToken.Number) JsonNode.SetNumber(bytes, bits);
        else JsonNode.SetWord(bytes, JsonNode.Payload, payload);
        if (token == JsonToken.Text) JsonNode.SetWord(bytes, JsonNode.Count, (uint)_reader.DecodedBytes);
        return Status.Ok;
    }

    private Status MakeMap(out uint wrapper)
    {
        wrapper = 0;
        Status status = CountAhead(out uint count);
        if (status != Status.Ok) return status;
        status = CollectionBuilder.Open(_call, ref _roots, CollectionKind.Map, count, out CollectionBuilder builder);
        wrapper = builder.Pointer;
        return status;
    }

    private Status Link(uint node)
    {
        if (_stack.Depth == 0)
        {
            _root = node;
            // The outermost value is the first root of those that Release would drop.
            _lasting += sizeof(uint);
            return Status.Ok;
        }

        Status status = _stack.Peek(_call, out uint container, out uint room);
        if (status != Status.Ok) return status;
        status = JsonNode.Open(_call, container, out JsonKind kind, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        return kind switch
        {
            JsonKind.Array => LinkElement(bytes, room, node),
            JsonKind.Object => LinkMember(JsonNode.Word(bytes, JsonNode.Payload), node),
            _ => Status.BucketCorrupt,
        };
    }

    private readonly Status LinkElement(Span<byte> array, uint room, uint node)
    {
        uint count = JsonNode.Word(array, JsonNode.Count);
        if (count >= room) return Status.TrapHostFunction;
        Status status = JsonNode.Elements(_call, JsonNode.Word(array, JsonNode.Payload), room, out Span<byte> elements);
        if (status != Status.Ok) return status;
        JsonNode.SetWord(elements, (int)count * sizeof(uint), node);
        JsonNode.SetWord(array, JsonNode.Count, count + 1);
        return Status.Ok;
    }

    // A name that comes again has the value that came last, at the place of the first.
    private readonly Status LinkMember(uint wrapper, uint node)
    {
        Status status = Wrapper.Open(_call, wrapper, CollectionKind.Map, out Bucket bucket);
        if (status != Status.Ok) return status;
        status = BucketSearch.Find(_call, in bucket, ElementType.Text, _name, out int index);
        if (status != Status.Ok) return status;
        status = bucket.Slots(_call, out Span<Slot> slots);
        if (status != Status.Ok) return status;
        WordPair value = new(node, 0);
        if (index != BucketSearch.Nowhere)
        {
            slots[index].Value = value;
            return Status.Ok;
        }

        if (bucket.Count >= slots.Length) return Status.TrapHostFunction;
        slots[(int)bucket.Count] = new Slot { Occupancy = Slot.Occupied, Key = _name, Value = value };
        return bucket.SetCount(_call, bucket.Count + 1);
    }

    private Status OpenArray(uint node)
    {
        Status status = CountAhead(out uint count);
        if (status == Status.Ok) status = _stack.Push(_call, node, count);
        if (status != Status.Ok || count == 0) return status;
        ulong bytes = (ulong)count * sizeof(uint);
        status = Allocate(bytes, out uint elements);
        if (status != Status.Ok) return status;
        status = _call->TrySpan(elements, (uint)bytes, out Span<byte> target);
        if (status != Status.Ok) return status;
        target.Clear();
        status = JsonNode.Open(_call, node, JsonKind.Array, out Span<byte> array);
        if (status == Status.Ok) JsonNode.SetWord(array, JsonNode.Payload, elements);
        return status;
    }

    // Names that came again leave a bucket larger than its count asks for: it gives the slots behind back.
    private readonly Status CloseObject()
    {
        Status status = _stack.Peek(_call, out uint node, out _);
        if (status != Status.Ok) return status;
        status = JsonNode.Open(_call, node, JsonKind.Object, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        status = Wrapper.Open(_call, JsonNode.Word(bytes, JsonNode.Payload), CollectionKind.Map, out Bucket bucket);
        if (status != Status.Ok || bucket.Pointer == 0) return status;
        ulong capacity = Bucket.CapacityFor(bucket.Count);
        return capacity < bucket.Capacity ? bucket.Shrink(_call, (uint)capacity) : Status.Ok;
    }

    // Elements, or members, of what the reader is in.
    private readonly Status CountAhead(out uint count)
    {
        count = 0;
        Status status = _call->TrySpan(_text, _textBytes, out Span<byte> text);
        if (status != Status.Ok) return status;
        JsonReader ahead = _reader;
        int depth = _reader.Depth;
        while (ahead.Depth >= depth)
        {
            int before = ahead.Depth;
            if (ahead.Next(text, out JsonToken token) != JsonError.None) return Status.TrapHostFunction;
            bool isOwn = token is JsonToken.BeginArray or JsonToken.BeginObject ? before == depth : ahead.Depth == depth;
            if (isOwn && token is not (JsonToken.Name or JsonToken.EndArray or JsonToken.EndObject)) count++;
        }

        return Status.Ok;
    }
}
