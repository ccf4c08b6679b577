using System;

namespace Nf.Platform;

/// <summary>Texts of C, as arguments and the environment hold them: bytes that a zero ends.</summary>
public static unsafe class CText
{
    /// <summary>The text without its zero. O(bytes).</summary>
    /// <param name="text">The first byte; null: an empty text.</param>
    public static ReadOnlySpan<byte> Of(byte* text)
    {
        int length = 0;
        while (text != null && text[length] != 0)
            length++;
        return new ReadOnlySpan<byte>(text, length);
    }

    /// <summary>The text with its zero, as paths are passed. O(bytes).</summary>
    /// <param name="text">The first byte; null: no bytes at all.</param>
    public static ReadOnlySpan<byte> WithZero(byte* text) =>
        text == null ? default : new ReadOnlySpan<byte>(text, Of(text).Length + 1);
}
