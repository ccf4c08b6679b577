using System;

namespace Nf.Memory;

/// <summary>UTF-8 text in memory of the caller, never longer than that memory; always well-formed, a code point is never cut.</summary>
/// <remarks>A view: bytes and length belong to the caller, who may make another view of them at each use. Not for several threads at
/// once.</remarks>
public readonly ref struct BoundedString
{
    private readonly Span<byte> _bytes;
    private readonly ref int _length;

    /// <summary>A view of a text.</summary>
    /// <param name="bytes">The memory; its length is the capacity.</param>
    /// <param name="length">The length in bytes, 0 for a new text. A value that the memory cannot hold counts as 0.</param>
    public BoundedString(Span<byte> bytes, ref int length)
    {
        _bytes = bytes;
        _length = ref length;
        // Also what makes every later index safe.
        if ((uint)length > (uint)bytes.Length)
            length = 0;
    }

    /// <summary>The most bytes that it can hold.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The length in bytes.</summary>
    public int Length => _length;

    /// <summary>The text, without a zero at its end. Valid until the text changes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Slice(0, _length);

    /// <summary>Appends the whole text or nothing. O(n).</summary>
    /// <param name="text">UTF-8; must not overlap this string's memory.</param>
    /// <returns><see cref="Status.Full"/>: it does not fit. <see cref="Status.InvalidArgument"/>: it is not well-formed. Nothing
    /// changed.</returns>
    public Status TryAppend(ReadOnlySpan<byte> text)
    {
        if (Utf8.PrefixLength(text, text.Length) != text.Length)
            return Status.InvalidArgument;
        if (text.Length > _bytes.Length - _length)
            return Status.Full;
        Copy(text);
        return Status.Ok;
    }

    /// <summary>Appends as many whole code points as fit. O(n).</summary>
    /// <param name="text">UTF-8; must not overlap this string's memory.</param>
    /// <param name="rest">What was not appended.</param>
    /// <returns><see cref="Status.Full"/>: some did not fit. <see cref="Status.InvalidArgument"/>: the rest starts with a byte that is
    /// not well-formed.</returns>
    public Status AppendPrefix(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int length = Utf8.PrefixLength(text, _bytes.Length - _length);
        Copy(text.Slice(0, length));
        rest = text.Slice(length);
        if (rest.Length == 0)
            return Status.Ok;
        return Utf8.FirstLength(rest) == 0 ? Status.InvalidArgument : Status.Full;
    }

    /// <summary>Appends a number in decimal, or nothing. O(digits).</summary>
    /// <param name="value">The number.</param>
    /// <returns><see cref="Status.Full"/>: nothing changed.</returns>
    public Status TryAppend(int value)
    {
        // In unsigned arithmetic, as the smallest int has no positive twin.
        uint rest = value < 0 ? 0 - (uint)value : (uint)value;
        int digits = 1;
        for (uint more = rest / 10; more != 0; more /= 10)
            digits++;
        int length = digits + (value < 0 ? 1 : 0);
        if (length > _bytes.Length - _length)
            return Status.Full;
        Span<byte> target = _bytes.Slice(_length, length);
        for (int i = length - 1; i >= length - digits; i--)
        {
            uint quotient = rest / 10;
            target[i] = (byte)('0' + (rest - quotient * 10));
            rest = quotient;
        }
        if (value < 0)
            target[0] = (byte)'-';
        _length += length;
        return Status.Ok;
    }

    /// <summary>Cuts the text at the last code point border that is not behind a length. O(1).</summary>
    /// <param name="length">The most bytes to keep; negative counts as 0.</param>
    public void Truncate(int length)
    {
        if (length >= _length)
            return;
        length = length < 0 ? 0 : length;
        // At most three steps: a code point has three continuation bytes at most.
        while (length > 0 && (_bytes[length] & 0xC0) == 0x80)
            length--;
        _length = length;
    }

    /// <summary>Makes the text empty. O(1).</summary>
    public void Clear() => _length = 0;

    private void Copy(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.Slice(_length));
        _length += text.Length;
    }
}
