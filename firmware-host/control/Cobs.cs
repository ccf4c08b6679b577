using System;

namespace Nf.FirmwareHost;

/// <summary>
/// Consistent overhead byte stuffing: bytes without any zero, so that a zero can mark where a frame ends. Source: Cheshire and Baker,
/// IEEE/ACM Transactions on Networking 7(2), 1999. A frame that ends with a full group has no empty group behind it.
/// </summary>
public static class Cobs
{
    /// <summary>The byte between frames; no encoded byte is equal to it.</summary>
    public const byte Delimiter = 0;

    /// <summary>The code of a group of 254 bytes, behind which no zero is left out. Smaller codes: one byte less, and a zero.</summary>
    internal const byte FullGroup = 255;

    /// <summary>The most bytes that an encoding can have.</summary>
    /// <param name="bytes">Bytes to be encoded, 0 or more.</param>
    public static int EncodedBytesMax(int bytes) => bytes + Math.Max(1, (bytes + FullGroup - 2) / (FullGroup - 1));

    /// <summary>Encodes bytes, without a delimiter. O(bytes).</summary>
    /// <param name="data">Any bytes.</param>
    /// <param name="encoded">At least <see cref="EncodedBytesMax"/>; must not overlap the data.</param>
    /// <param name="bytes">The length of the encoding; 0 on failure.</param>
    /// <returns>Ok or BufferTooSmall.</returns>
    public static Status Encode(ReadOnlySpan<byte> data, Span<byte> encoded, out int bytes)
    {
        bytes = 0;
        if (encoded.Length < EncodedBytesMax(data.Length)) return Status.BufferTooSmall;
        int codeAt = 0;
        int at = 1;
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] != 0) encoded[at++] = data[i];
            bool isFull = at - codeAt == FullGroup && i + 1 < data.Length;
            if (data[i] != 0 && !isFull) continue;
            encoded[codeAt] = (byte)(at - codeAt);
            codeAt = at++;
        }

        encoded[codeAt] = (byte)(at - codeAt);
        bytes = at;
        return Status.Ok;
    }
}
