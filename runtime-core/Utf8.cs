using System;

namespace Nf.Runtime;

/// <summary>UTF-8 as the binary format wants its names (core specification 5.2.4, RFC 3629).</summary>
public static class Utf8
{
    /// <summary>True when the bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. O(length).</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        while (i < bytes.Length)
        {
            int lead = bytes[i++];
            if (lead < 0x80) continue;
            int more = lead switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
            if (more == 0 || bytes.Length - i < more || !SecondFits(lead, bytes[i])) return false;
            for (int k = 1; k < more; k++)
            {
                if ((bytes[i + k] & 0xC0) != 0x80) return false;
            }

            i += more;
        }

        return true;
    }

    // Table 3-7 of the Unicode standard: the second byte's range depends on the first.
    private static bool SecondFits(int lead, int second) => lead switch
    {
        0xE0 => second is >= 0xA0 and <= 0xBF,
        0xED => second is >= 0x80 and <= 0x9F,
        0xF0 => second is >= 0x90 and <= 0xBF,
        0xF4 => second is >= 0x80 and <= 0x8F,
        _ => second is >= 0x80 and <= 0xBF,
    };
}
