using System;

namespace Nf.FirmwareHost;

/// <summary>The CRC-32 of IEEE 802.3, which finds every burst of up to 32 damaged bits.</summary>
public static class Crc32
{
    /// <summary>Bytes of a check.</summary>
    public const int Bytes = 4;

    private const uint ReflectedPolynomial = 0xEDB88320;

    /// <summary>The check of some bytes. O(bytes), bit by bit: a UART takes far longer for each byte, so no table is needed.</summary>
    /// <param name="data">Any bytes.</param>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint state = uint.MaxValue;
        for (int i = 0; i < data.Length; i++)
        {
            state ^= data[i];
            for (int bit = 0; bit < 8; bit++)
                state = (state >> 1) ^ (ReflectedPolynomial & (0 - (state & 1)));
        }

        return ~state;
    }
}
