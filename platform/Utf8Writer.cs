using System;
using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>
/// Formats text and integers into a span. What does not fit is dropped, and then the last byte of the span is <c>~</c>,
/// so that a reader sees that something is missing.
/// </summary>
/// <remarks>Nothing is written after the first byte that did not fit, so what is there is a prefix of what was meant.</remarks>
public ref struct Utf8Writer
{
    /// <summary>The longest decimal number: -9223372036854775808 or 18446744073709551615.</summary>
    public const int DecimalLengthMax = 20;

    private const byte TruncationMark = (byte)'~';

    private readonly Span<byte> _buffer;
    private int _length;

    /// <summary>Starts at the beginning of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">Where the bytes go; may be empty.</param>
    public Utf8Writer(Span<byte> buffer)
    {
        _buffer = buffer;
        _length = 0;
        IsTruncated = false;
    }

    /// <summary>Whether something did not fit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.Slice(0, _length);

    /// <summary>Appends one byte. O(1).</summary>
    /// <param name="value">Any byte.</param>
    public void Byte(byte value)
    {
        if (_length < _buffer.Length)
        {
            _buffer[_length] = value;
            _length++;
            return;
        }
        IsTruncated = true;
        if (_length > 0)
            _buffer[_length - 1] = TruncationMark;
    }

    /// <summary>Appends bytes as they are. O(n).</summary>
    /// <param name="text">Any bytes.</param>
    // Inlined into every caller it costs more flash than the call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Text(scoped ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length && !IsTruncated; i++)
            Byte(text[i]);
    }

    /// <summary>Appends a number in decimal, at most 20 digits. O(1).</summary>
    /// <param name="value">Any number.</param>
    public void Decimal(ulong value)
    {
        // 10^19 is the largest power of ten below 2^64.
        ulong divisor = 10_000_000_000_000_000_000;
        while (divisor > 1 && value < divisor)
            divisor /= 10;
        for (; divisor > 0; divisor /= 10)
            Byte((byte)('0' + (value / divisor % 10)));
    }

    /// <summary>Appends a number in decimal with a minus sign when it is negative. O(1).</summary>
    /// <param name="value">Any number.</param>
    public void Decimal(long value)
    {
        if (value < 0)
            Byte((byte)'-');
        // The negation is done without a sign: the lowest number has no positive counterpart.
        Decimal(value < 0 ? 0UL - (ulong)value : (ulong)value);
    }

    /// <summary>Appends a number in decimal with a minus sign when it is negative. O(1).</summary>
    /// <param name="value">Any number.</param>
    public void Decimal(int value) => Decimal((long)value);

    /// <summary>Appends a number in hexadecimal, small letters, no prefix. O(1).</summary>
    /// <param name="value">Any number.</param>
    /// <param name="digitsMin">Zeros are put in front up to this many digits; 1 to 8.</param>
    public void Hex(uint value, int digitsMin)
    {
        for (int digit = 7; digit >= 0; digit--)
        {
            if (digit < digitsMin || value >> (4 * digit) != 0)
                Byte(HexDigit((int)(value >> (4 * digit)) & 15));
        }
    }

    /// <summary>Appends two hexadecimal digits for each byte, small letters. O(n).</summary>
    /// <param name="bytes">Any bytes.</param>
    public void Hex(scoped ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && !IsTruncated; i++)
            Hex(bytes[i], 2);
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);
}
