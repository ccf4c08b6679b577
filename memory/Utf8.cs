using System;

namespace Nf.Memory;

/// <summary>UTF-8 (RFC 3629).</summary>
public static class Utf8
{
    /// <summary>Whether a text is well-formed: no over-long forms, no surrogates, nothing above U+10FFFF. O(n).</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => PrefixLength(text, text.Length) == text.Length;

    /// <summary>The length of the well-formed code point that a text starts with, 1 .. 4; 0 when there is none. O(1).</summary>
    public static int FirstLength(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
            return 0;
        byte first = text[0];
        if (first < 0x80)
            return 1;
        // C0, C1 and F5.. would be over-long forms or beyond U+10FFFF.
        if (first < 0xC2 || first > 0xF4)
            return 0;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (text.Length < length)
            return 0;
        for (int i = 1; i < length; i++)
        {
            if ((text[i] & 0xC0) != 0x80)
                return 0;
        }
        return IsSecondAllowed(first, text[1]) ? length : 0;
    }

    /// <summary>The length of the longest part from the start that is well-formed and not longer than a limit. O(n).</summary>
    public static int PrefixLength(ReadOnlySpan<byte> text, int limit)
    {
        int length = 0;
        while (length < text.Length)
        {
            int next = FirstLength(text.Slice(length));
            if (next == 0 || next > limit - length)
                break;
            length += next;
        }
        return length;
    }

    // RFC 3629, section 4: after these four the second byte has a smaller range (over-long forms, surrogates, beyond U+10FFFF).
    private static bool IsSecondAllowed(byte first, byte second) => first switch
    {
        0xE0 => second >= 0xA0,
        0xED => second < 0xA0,
        0xF0 => second >= 0x90,
        0xF4 => second < 0x90,
        _ => true,
    };
}
