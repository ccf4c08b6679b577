using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>Block sizes to free lists: the two levels of TLSF in one number.</summary>
/// <remarks>
/// Class = 8 · row + column. Row 0 and row 1 hold one size a class (8-byte steps below 128 bytes); from there a row covers
/// one power of two in 8 equal steps, so that sizes of one class differ by less than an eighth.
/// M. Masmano, I. Ripoll, A. Crespo, J. Real, "TLSF: a new dynamic memory allocator for real-time systems", ECRTS 2004.
/// </remarks>
internal static class SizeClass
{
    /// <summary>The binary logarithm of the classes in a row.</summary>
    public const int RowBits = 3;

    /// <summary>The class of a block. O(1).</summary>
    /// <param name="size">Bytes, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint size)
    {
        uint units = size >> 3;
        int shift = Shift(units);
        return ((uint)shift << RowBits) + (units >> shift);
    }

    /// <summary>The first class whose every block is large enough. O(1).</summary>
    /// <param name="size">Bytes, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(uint size)
    {
        uint units = size >> 3;
        int shift = Shift(units);
        // Rounding up may give 16 steps in a row of 8..15: that is the number of the next row's first class.
        return ((uint)shift << RowBits) + ((units + (1u << shift) - 1) >> shift);
    }

    /// <summary>Whether two sizes have the same class. O(1), with half the work of two calls of <see cref="Of"/>.</summary>
    /// <param name="size">Bytes, a multiple of 8.</param>
    /// <param name="other">Bytes, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSame(uint size, uint other)
    {
        // In another row the other size has less or more than the 8..15 steps of this one.
        int shift = Shift(size >> 3) + 3;
        return size >> shift == other >> shift;
    }

    // 0 below 16 units, then one more for each power of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Shift(uint units) => BitOperations.Log2(units | (1u << RowBits)) - RowBits;
}
