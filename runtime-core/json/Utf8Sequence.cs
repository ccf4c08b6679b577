using System;

namespace Nf.Runtime;

/// <summary>Well-formed UTF-8 (Unicode 15, table 3-7): shortest form, no surrogates, nothing above U+10FFFF.</summary>
internal static class Utf8Sequence
{
    /// <summary>Bytes of the character that a text begins with; 0 when it is none. O(1).</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        byte first = text[0];
        if (first < 0x80) return 1;
        int length = first switch { < 0xC2 => 0, < 0xE0 => 2, < 0xF0 => 3, < 0xF5 => 4, _ => 0 };
        if (length == 0 || text.Length < length) return 0;
        byte min = first switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
        byte max = first switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
        if (text[1] < min || text[1] > max) return 0;
        for (int i = 2; i < length; i++)
        {
            if (text[i] is < 0x80 or > 0xBF) return 0;
        }

        return length;
    }

    /// <summary>Writes a character. O(1).</summary>
    /// <param name="scalar">Its number; no surrogate.</param>
    /// <param name="target">Room for it.</param>
    /// <returns>Bytes written, 1 to 4.</returns>
    public static int Write(uint scalar, Span<byte> target)
    {
        int length = LengthOf(scalar);
        for (int i = length - 1; i > 0; i--)
        {
            target[i] = (byte)(0x80 | (scalar & 0x3F));
            scalar >>= 6;
        }

        target[0] = (byte)(length switch { 1 => scalar, 2 => 0xC0 | scalar, 3 => 0xE0 | scalar, _ => 0xF0 | scalar });
        return length;
    }

    /// <summary>Bytes that a character takes. O(1).</summary>
    public static int LengthOf(uint scalar) => scalar switch { < 0x80 => 1, < 0x800 => 2, < 0x1_0000 => 3, _ => 4 };
}
