using System;

namespace Nf.Runtime;

/// <summary>
/// Reads a JSON text (RFC 8259) token by token. It keeps a place in the text and a bit for each open array or object, not the text: the
/// caller gives that each time, so it may lie in a guest's memory. A copy of a reader reads ahead. 40 bytes.
/// </summary>
internal struct JsonReader
{
    /// <summary>How deep arrays and objects may nest.</summary>
    public const int DepthMax = 64;

    private ulong _objects;
    private int _position;
    private Expected _expected;

    // What may come next.
    private enum Expected : byte
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Separator,
    }

    /// <summary>Open arrays and objects.</summary>
    public int Depth { get; private set; }

    /// <summary>Bytes read; where the error is when there is one.</summary>
    public readonly int Position => _position;

    /// <summary>Where the token begins; of a name or string behind its quote.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the token; of a name or string those between its quotes.</summary>
    public int Length { get; private set; }

    /// <summary>Of a name or string: the UTF-8 bytes that it stands for.</summary>
    public int DecodedBytes { get; private set; }

    /// <summary>Whether the innermost open one is an object.</summary>
    private readonly bool InObject => (_objects >> (Depth - 1) & 1) != 0;

    /// <summary>Reads the next token. O(its length and the white space before it).</summary>
    public JsonError Next(ReadOnlySpan<byte> text, out JsonToken token)
    {
        token = JsonToken.End;
        SkipSpace(text);
        if (_expected == Expected.Separator)
        {
            if (Depth == 0) return _position >= text.Length ? JsonError.None : JsonError.Trailing;
            if (_position >= text.Length) return JsonError.End;
            if (text[_position] != ',') return Close(text, out token, JsonError.Separator);
            _position++;
            SkipSpace(text);
            _expected = InObject ? Expected.Name : Expected.Value;
        }

        if (_position >= text.Length) return JsonError.End;
        return _expected switch
        {
            Expected.ValueOrEnd when text[_position] == ']' => Close(text, out token, JsonError.Value),
            Expected.NameOrEnd when text[_position] == '}' => Close(text, out token, JsonError.Name),
            Expected.Name or Expected.NameOrEnd => ReadName(text, out token),
            _ => ReadValue(text, out token),
        };
    }

    private void SkipSpace(ReadOnlySpan<byte> text)
    {
        while (_position < text.Length && text[_position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') _position++;
    }

    private JsonError Close(ReadOnlySpan<byte> text, out JsonToken token, JsonError otherwise)
    {
        token = InObject ? JsonToken.EndObject : JsonToken.EndArray;
        if (text[_position] != (InObject ? '}' : ']')) return otherwise;
        _position++;
        Depth--;
        _expected = Expected.Separator;
        return JsonError.None;
    }

    private JsonError Open(bool isObject)
    {
        if (Depth == DepthMax) return JsonError.Depth;
        ulong bit = 1ul << Depth;
        _objects = isObject ? _objects | bit : _objects & ~bit;
        Depth++;
        _position++;
        _expected = isObject ? Expected.NameOrEnd : Expected.ValueOrEnd;
        return JsonError.None;
    }

    private JsonError ReadName(ReadOnlySpan<byte> text, out JsonToken token)
    {
        token = JsonToken.Name;
        if (text[_position] != '"') return JsonError.Name;
        JsonError error = ReadText(text);
        if (error != JsonError.None) return error;
        SkipSpace(text);
        if (_position >= text.Length) return JsonError.End;
        if (text[_position] != ':') return JsonError.Colon;
        _position++;
        _expected = Expected.Value;
        return JsonError.None;
    }

    private JsonError ReadText(ReadOnlySpan<byte> text)
    {
        _position++;
        Start = _position;
        JsonError error = JsonString.Skip(text, ref _position, out int decoded);
        if (error != JsonError.None) return error;
        DecodedBytes = decoded;
        Length = _position - Start;
        _position++;
        return JsonError.None;
    }

    private JsonError ReadValue(ReadOnlySpan<byte> text, out JsonToken token)
    {
        byte first = text[_position];
        token = first switch
        {
            (byte)'{' => JsonToken.BeginObject,
            (byte)'[' => JsonToken.BeginArray,
            (byte)'"' => JsonToken.Text,
            (byte)'t' => JsonToken.True,
            (byte)'f' => JsonToken.False,
            (byte)'n' => JsonToken.Null,
            _ => JsonToken.Number,
        };
        if (token is JsonToken.BeginObject or JsonToken.BeginArray) return Open(token == JsonToken.BeginObject);
        _expected = Expected.Separator;
        return token switch
        {
            JsonToken.Text => ReadText(text),
            JsonToken.True => ReadWord(text, "true"u8),
            JsonToken.False => ReadWord(text, "false"u8),
            JsonToken.Null => ReadWord(text, "null"u8),
            _ => ReadNumber(text),
        };
    }

    private JsonError ReadWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (_position >= text.Length) return JsonError.End;
            if (text[_position] != word[i]) return JsonError.Value;
            _position++;
        }

        return JsonError.None;
    }

    private JsonError ReadNumber(ReadOnlySpan<byte> text)
    {
        Start = _position;
        if (text[_position] == '-') _position++;
        else if (!IsDigit(text[_position])) return JsonError.Value;
        if (_position < text.Length && text[_position] == '0') _position++;
        else if (!SkipDigits(text)) return NumberError(text);
        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            if (!SkipDigits(text)) return NumberError(text);
        }

        if (_position < text.Length && text[_position] is (byte)'e' or (byte)'E')
        {
            _position++;
            if (_position < text.Length && text[_position] is (byte)'+' or (byte)'-') _position++;
            if (!SkipDigits(text)) return NumberError(text);
        }

        Length = _position - Start;
        return JsonError.None;
    }

    private readonly JsonError NumberError(ReadOnlySpan<byte> text) => _position < text.Length ? JsonError.Number : JsonError.End;

    private bool SkipDigits(ReadOnlySpan<byte> text)
    {
        int before = _position;
        while (_position < text.Length && IsDigit(text[_position])) _position++;
        return _position != before;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';
}
