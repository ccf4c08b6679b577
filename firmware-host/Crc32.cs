using System;
using System.Buffers.Binary;

namespace Nf.FirmwareHost;

/// <summary>CRC-32 of IEEE 802.3, section 3.2.9 (reflected polynomial 0xEDB88320).</summary>
/// <remarks>It finds damage and proves nothing against an attacker.</remarks>
public static class Crc32
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Bytes = sizeof(uint);

    /// <summary>The remainders of all half bytes, 4 bytes each: a quarter of the steps of the bitwise loop.</summary>
    // As bytes: of a table of numbers .NET makes an object at each use in a build that is not optimized.
    private static ReadOnlySpan<byte> Remainders =>
    [
        0x00, 0x00, 0x00, 0x00, 0x64, 0x10, 0xb7, 0x1d, 0xc8, 0x20, 0x6e, 0x3b, 0xac, 0x30, 0xd9, 0x26,
        0x90, 0x41, 0xdc, 0x76, 0xf4, 0x51, 0x6b, 0x6b, 0x58, 0x61, 0xb2, 0x4d, 0x3c, 0x71, 0x05, 0x50,
        0x20, 0x83, 0xb8, 0xed, 0x44, 0x93, 0x0f, 0xf0, 0xe8, 0xa3, 0xd6, 0xd6, 0x8c, 0xb3, 0x61, 0xcb,
        0xb0, 0xc2, 0x64, 0x9b, 0xd4, 0xd2, 0xd3, 0x86, 0x78, 0xe2, 0x0a, 0xa0, 0x1c, 0xf2, 0xbd, 0xbd,
    ];

    /// <summary>The checksum of some bytes. O(bytes).</summary>
    /// <param name="data">Any bytes; none give 0.</param>
    public static uint Of(scoped ReadOnlySpan<byte> data)
    {
        uint remainder = uint.MaxValue;
        for (int i = 0; i < data.Length; i++)
        {
            remainder ^= data[i];
            remainder = OfHalf(remainder & 15) ^ (remainder >> 4);
            remainder = OfHalf(remainder & 15) ^ (remainder >> 4);
        }
        return ~remainder;
    }

    private static uint OfHalf(uint half) => BinaryPrimitives.ReadUInt32LittleEndian(Remainders.Slice((int)(half * sizeof(uint))));
}
