using System;

namespace Nf.Runtime;

/// <summary>A string as it stands in a JSON text (RFC 8259, section 7): reading over it, and what it stands for.</summary>
internal static class JsonString
{
    /// <summary>Reads over a string. O(length).</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="position">Behind the first quote; afterwards at the last one, or where the error is.</param>
    /// <param name="decodedBytes">UTF-8 bytes that it stands for.</param>
    public static JsonError Skip(ReadOnlySpan<byte> text, ref int position, out int decodedBytes)
    {
        decodedBytes = 0;
        while (position < text.Length && text[position] != '"')
        {
            int length, decoded;
            JsonError error = JsonError.None;
            if (text[position] == '\\')
            {
                error = ReadEscape(text.Slice(position), out length, out uint scalar);
                decoded = Utf8Sequence.LengthOf(scalar);
            }
            else
            {
                length = decoded = Utf8Sequence.Length(text.Slice(position));
                if (length == 0) error = JsonError.Encoding;
                else if (text[position] < ' ') error = JsonError.Control;
            }

            if (error != JsonError.None) return error;
            position += length;
            decodedBytes += decoded;
        }

        return position < text.Length ? JsonError.None : JsonError.End;
    }

    /// <summary>Writes what a string stands for. O(length).</summary>
    /// <param name="text">Between the quotes; <see cref="Skip"/> read over it.</param>
    /// <param name="target">Where it goes; as many bytes as <see cref="Skip"/> said.</param>
    /// <returns>False when the text is another one by now.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        for (int at = 0; at < text.Length;)
        {
            int length;
            if (text[at] == '\\')
            {
                if (ReadEscape(text.Slice(at), out length, out uint scalar) != JsonError.None) return false;
                if (target.Length < Utf8Sequence.LengthOf(scalar)) return false;
                target = target.Slice(Utf8Sequence.Write(scalar, target));
            }
            else
            {
                ReadOnlySpan<byte> rest = text.Slice(at);
                int escape = rest.IndexOf((byte)'\\');
                length = escape < 0 ? rest.Length : escape;
                if (target.Length < length) return false;
                rest.Slice(0, length).CopyTo(target);
                target = target.Slice(length);
            }

            at += length;
        }

        return target.Length == 0;
    }

    private static JsonError ReadEscape(ReadOnlySpan<byte> text, out int length, out uint scalar)
    {
        length = 2;
        scalar = 0;
        if (text.Length < 2) return JsonError.End;
        scalar = text[1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => 0u,
        };
        if (scalar != 0) return JsonError.None;
        return text[1] == 'u' ? ReadUnit(text, out length, out scalar) : JsonError.Escape;
    }

    private static JsonError ReadUnit(ReadOnlySpan<byte> text, out int length, out uint scalar)
    {
        const int UnitBytes = 6;
        length = UnitBytes;
        JsonError error = ReadHex(text, out scalar);
        if (error != JsonError.None || scalar is < 0xD800 or > 0xDFFF) return error;
        uint high = scalar;
        length = 2 * UnitBytes;
        if (high > 0xDBFF) return JsonError.Surrogate;
        ReadOnlySpan<byte> second = text.Slice(UnitBytes);
        if (second.Length >= 1 && second[0] != '\\') return JsonError.Surrogate;
        if (second.Length >= 2 && second[1] != 'u') return JsonError.Surrogate;
        error = ReadHex(second, out uint low);
        if (error != JsonError.None) return error;
        scalar = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return low is >= 0xDC00 and <= 0xDFFF ? JsonError.None : JsonError.Surrogate;
    }

    private static JsonError ReadHex(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        for (int i = 2; i < 6; i++)
        {
            if (i >= text.Length) return JsonError.End;
            uint digit = text[i];
            if (digit - '0' < 10) digit -= '0';
            else if ((digit | 0x20) - 'a' < 6) digit = (digit | 0x20) - 'a' + 10;
            else return JsonError.Escape;
            value = (value << 4) | digit;
        }

        return JsonError.None;
    }
}
