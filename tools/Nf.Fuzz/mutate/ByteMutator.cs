using System;
using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>Changes bytes without an idea of what they mean.</summary>
internal static class ByteMutator
{
    // Prefixes, section and type codes, ends of LEB128 numbers.
    private static readonly byte[] s_bytes = [0x00, 0x01, 0x02, 0x0B, 0x40, 0x60, 0x70, 0x7C, 0x7D, 0x7E, 0x7F, 0x80, 0xFC, 0xFD, 0xFF];

    /// <summary>A changed copy.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="other">Where pieces are taken from.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Mutate(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        List<byte> changed = [.. bytes];
        for (int i = 1 + random.Below(random.OneIn(4) ? 12 : 3); i > 0; i--)
            MutateOnce(changed, other, random);
        return [.. changed];
    }

    private static void MutateOnce(List<byte> bytes, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next());
            return;
        }
        // The header is of little interest.
        int first = bytes.Count > 8 && !random.OneIn(50) ? 8 : 0;
        int at = first + random.Below(bytes.Count - first);
        int length = Math.Min(1 + random.Below(random.OneIn(4) ? 64 : 6), bytes.Count - at);
        switch (random.Below(12))
        {
            case <= 1: bytes[at] ^= (byte)(1 << random.Below(8)); break;
            case 2: bytes[at] = (byte)random.Next(); break;
            case 3: bytes[at] = random.Of(s_bytes); break;
            case 4: bytes[at] += (byte)(random.OneIn(2) ? 1 : 255); break;
            case 5: bytes.Insert(at, random.OneIn(2) ? random.Of(s_bytes) : (byte)random.Next()); break;
            case 6: bytes.RemoveRange(at, length); break;
            case 7: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 8: Splice(bytes, at, other, random); break;
            case 9: LongNumber(bytes, at, random); break;
            case 10: bytes.RemoveRange(at, bytes.Count - at); break;
            default:
                for (int i = 0; i < length; i++)
                    bytes[at + i] = (byte)random.Next();
                break;
        }
    }

    private static void Splice(List<byte> bytes, int at, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        if (other.Length == 0)
            return;
        int from = random.Below(other.Length);
        int length = Math.Min(1 + random.Below(64), other.Length - from);
        if (random.OneIn(2))
            bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
        bytes.InsertRange(at, other.Slice(from, length));
    }

    // A number of one byte, said in more: the same value, or one that has too many bits.
    private static void LongNumber(List<byte> bytes, int at, FuzzRandom random)
    {
        if (bytes[at] >= 0x80)
            return;
        int more = 1 + random.Below(random.OneIn(4) ? 10 : 4);
        byte rest = (bytes[at] & 0x40) != 0 && random.OneIn(2) ? (byte)0x7F : (byte)0;
        bytes[at] |= 0x80;
        for (int i = 1; i < more; i++)
            bytes.Insert(at + 1, (byte)(rest | 0x80));
        bytes.Insert(at + more, random.OneIn(8) ? random.Of(s_bytes) : rest);
    }
}
