using System;

namespace Nf.FirmwareHost;

/// <summary>CRC-32 of IEEE 802.3, section 3.2.9 (reflected polynomial 0xEDB88320).</summary>
/// <remarks>It finds damage and proves nothing against an attacker.</remarks>
public static class Crc32
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Bytes = sizeof(uint);

    /// <summary>The remainders of all half bytes: 64 bytes of flash, a quarter of the steps of the bitwise loop.</summary>
    private static ReadOnlySpan<uint> Remainders =>
    [
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    ];

    /// <summary>The checksum of some bytes. O(bytes).</summary>
    /// <param name="data">Any bytes; none give 0.</param>
    public static uint Of(scoped ReadOnlySpan<byte> data)
    {
        uint remainder = uint.MaxValue;
        for (int i = 0; i < data.Length; i++)
        {
            remainder ^= data[i];
            remainder = Remainders[(int)(remainder & 15)] ^ (remainder >> 4);
            remainder = Remainders[(int)(remainder & 15)] ^ (remainder >> 4);
        }
        return ~remainder;
    }
}
