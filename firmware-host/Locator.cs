using System;

namespace Nf.FirmwareHost;

/// <summary>A path into an object, as a guest gives it: names and indices between slashes, "limits/fuel" or "arguments/0".</summary>
internal ref struct Locator
{
    /// <summary>The longest locator, in bytes.</summary>
    public const int BytesMax = 64;

    private ReadOnlySpan<byte> _rest;

    /// <param name="path">The whole path, at most <see cref="BytesMax"/> bytes.</param>
    public Locator(ReadOnlySpan<byte> path) => _rest = path;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.Length == 0;

    /// <summary>Takes the next part; empty at the end, or between two slashes. O(part).</summary>
    public ReadOnlySpan<byte> Next()
    {
        int length = 0;
        while (length < _rest.Length && _rest[length] != (byte)'/') length++;
        ReadOnlySpan<byte> part = _rest.Slice(0, length);
        _rest = _rest.Slice(length < _rest.Length ? length + 1 : length);
        return part;
    }

    /// <summary>Takes the next part as an index.</summary>
    /// <param name="count">The elements that there are.</param>
    /// <param name="index">0 .. <paramref name="count"/> - 1.</param>
    /// <returns>Ok; InvalidArgument for what is no decimal number of 1 to 9 digits; OutOfRange.</returns>
    public Status NextIndex(int count, out int index)
    {
        index = 0;
        ReadOnlySpan<byte> digits = Next();
        if (digits.Length is 0 or > 9) return Status.InvalidArgument;
        for (int i = 0; i < digits.Length; i++)
        {
            if (digits[i] is < (byte)'0' or > (byte)'9') return Status.InvalidArgument;
            index = (index * 10) + digits[i] - '0';
        }

        return index < count ? Status.Ok : Status.OutOfRange;
    }
}
