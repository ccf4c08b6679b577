using System;

namespace Nf.FirmwareHost;

/// <summary>The CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320), which finds every burst of up to 32 damaged bits.</summary>
public static class Crc32
{
    /// <summary>Bytes of a check.</summary>
    public const int Bytes = 4;

    /// <summary>One entry a nibble: 64 bytes of flash where a table by bytes takes 1,024; a frame is short.</summary>
    private static ReadOnlySpan<uint> Remainders =>
    [
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    ];

    /// <summary>The check of some bytes. O(bytes).</summary>
    /// <param name="data">Any bytes.</param>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint state = uint.MaxValue;
        for (int i = 0; i < data.Length; i++)
        {
            state ^= data[i];
            state = (state >> 4) ^ Remainders[(int)(state & 15)];
            state = (state >> 4) ^ Remainders[(int)(state & 15)];
        }

        return ~state;
    }
}
