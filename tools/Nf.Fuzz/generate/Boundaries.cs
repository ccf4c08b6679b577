using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Values at which things go wrong, and others.</summary>
internal static class Boundaries
{
    private static readonly ulong[] s_integers =
    [
        0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 1023, 4096,
        0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x1FFFF, 0x20000,
        0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x100000000, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF,
    ];

    // Zeros, ones, infinities, the canonical NaN, smallest and largest, and the ends of the integers' ranges.
    private static readonly ulong[] s_singles =
    [
        0, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 1, 0x007FFFFF, 0x00800000,
        0x7F7FFFFF, 0x3F000000, 0x3EFFFFFF, 0x4F000000, 0xCF000000, 0x4F800000, 0x5F000000, 0xDF000000, 0x5F800000, 0x4B000001, 0x40490FDB,
    ];

    private static readonly ulong[] s_doubles =
    [
        0, 0x8000000000000000, 0x3FF0000000000000, 0xBFF0000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1,
        0x000FFFFFFFFFFFFF, 0x0010000000000000, 0x7FEFFFFFFFFFFFFF, 0x3FE0000000000000, 0x41DFFFFFFFC00000, 0x41E0000000000000,
        0xC1E0000000000000, 0x41F0000000000000, 0x43E0000000000000, 0xC3E0000000000000, 0x43F0000000000000,
        0x47EFFFFFE0000000, 0x36A0000000000000,
    ];

    /// <summary>A value of a type, as its bits; a NaN only as the canonical one.</summary>
    public static ulong Pick(FuzzRandom random, WasmType type)
    {
        bool single = type == WasmType.F32;
        if (type is WasmType.F32 or WasmType.F64)
        {
            if (!random.OneIn(3))
                return random.Of(single ? s_singles : s_doubles);
            // The exponent is neither all ones nor all zeros.
            return single ? random.Next() & 0xBF7FFFFF : random.Next() & 0xBFEFFFFFFFFFFFFF;
        }
        ulong value = random.Below(4) switch
        {
            0 => random.Next(),
            1 => (ulong)random.Below(256),
            2 => 0 - random.Of(s_integers),
            _ => random.Of(s_integers),
        };
        return type == WasmType.I32 ? (uint)value : value;
    }
}
