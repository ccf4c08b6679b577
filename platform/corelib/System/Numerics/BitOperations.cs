namespace System.Numerics;

/// <summary>Counting, finding and moving bits. All O(1), without tables.</summary>
public static class BitOperations
{
    /// <summary>Zero bits above the highest one; 32 for 0.</summary>
    public static int LeadingZeroCount(uint value)
    {
        // Smears the highest one downwards, then counts what is left above.
        value |= value >> 1;
        value |= value >> 2;
        value |= value >> 4;
        value |= value >> 8;
        value |= value >> 16;
        return PopCount(~value);
    }

    /// <summary>Zero bits above the highest one; 64 for 0.</summary>
    public static int LeadingZeroCount(ulong value)
    {
        uint high = (uint)(value >> 32);
        return high != 0 ? LeadingZeroCount(high) : 32 + LeadingZeroCount((uint)value);
    }

    /// <summary>Zero bits below the lowest one; 32 for 0.</summary>
    public static int TrailingZeroCount(uint value) => PopCount(~value & unchecked(value - 1));

    /// <summary>Zero bits below the lowest one; 32 for 0.</summary>
    public static int TrailingZeroCount(int value) => TrailingZeroCount(unchecked((uint)value));

    /// <summary>Zero bits below the lowest one; 64 for 0.</summary>
    public static int TrailingZeroCount(ulong value)
    {
        uint low = (uint)value;
        return low != 0 ? TrailingZeroCount(low) : 32 + TrailingZeroCount((uint)(value >> 32));
    }

    /// <summary>Zero bits below the lowest one; 64 for 0.</summary>
    public static int TrailingZeroCount(long value) => TrailingZeroCount(unchecked((ulong)value));

    /// <summary>The bits that are one. Sums neighbours in groups of 2, 4 and 8 bits (Warren, Hacker's Delight, 5-1).</summary>
    public static int PopCount(uint value)
    {
        unchecked
        {
            value -= (value >> 1) & 0x5555_5555;
            value = (value & 0x3333_3333) + ((value >> 2) & 0x3333_3333);
            value = (value + (value >> 4)) & 0x0F0F_0F0F;
            return (int)((value * 0x0101_0101) >> 24);
        }
    }

    /// <summary>The bits that are one.</summary>
    public static int PopCount(ulong value) => PopCount((uint)value) + PopCount((uint)(value >> 32));

    /// <summary>The place of the highest one; 0 for 0.</summary>
    public static int Log2(uint value) => 31 ^ LeadingZeroCount(value | 1);

    /// <summary>The place of the highest one; 0 for 0.</summary>
    public static int Log2(ulong value) => 63 ^ LeadingZeroCount(value | 1);

    /// <summary>Whether exactly one bit is one.</summary>
    public static bool IsPow2(uint value) => value != 0 && (value & (value - 1)) == 0;

    /// <summary>Whether exactly one bit is one, and the number is positive.</summary>
    public static bool IsPow2(int value) => value > 0 && (value & (value - 1)) == 0;

    /// <summary>Whether exactly one bit is one.</summary>
    public static bool IsPow2(ulong value) => value != 0 && (value & (value - 1)) == 0;

    /// <summary>The least power of two that is not smaller; 0 for 0, and when it does not fit.</summary>
    public static uint RoundUpToPowerOf2(uint value)
    {
        unchecked
        {
            value--;
            value |= value >> 1;
            value |= value >> 2;
            value |= value >> 4;
            value |= value >> 8;
            value |= value >> 16;
            return value + 1;
        }
    }

    /// <summary>The least power of two that is not smaller; 0 for 0, and when it does not fit.</summary>
    public static ulong RoundUpToPowerOf2(ulong value)
    {
        unchecked
        {
            value--;
            value |= value >> 1;
            value |= value >> 2;
            value |= value >> 4;
            value |= value >> 8;
            value |= value >> 16;
            value |= value >> 32;
            return value + 1;
        }
    }

    /// <summary>Moves the bits up by <paramref name="offset"/> modulo 32; what leaves comes in below.</summary>
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    /// <summary>Moves the bits up by <paramref name="offset"/> modulo 64; what leaves comes in below.</summary>
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    /// <summary>Moves the bits down by <paramref name="offset"/> modulo 32; what leaves comes in above.</summary>
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    /// <summary>Moves the bits down by <paramref name="offset"/> modulo 64; what leaves comes in above.</summary>
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));
}
