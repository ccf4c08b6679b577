using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.OnTarget;

/// <summary>
/// Integer arithmetic against the schoolbook: additions, comparisons and single-bit shifts of 32-bit numbers, which every target has as
/// instructions. What a 32-bit target does by calls (64-bit division, multiplication, shifts) has to agree with them.
/// </summary>
public static class ArithmeticTests
{
    private const int Rounds = 200;

    /// <summary>Runs the group.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        report.Record("arithmetic.divide.u32"u8, DivideUInt32());
        report.Record("arithmetic.divide.i32"u8, DivideInt32());
        report.Record("arithmetic.divide.u64"u8, DivideUInt64());
        report.Record("arithmetic.divide.i64"u8, DivideInt64());
        report.Record("arithmetic.divide.limits"u8, DivideLimits());
        report.Record("arithmetic.multiply.u64"u8, MultiplyUInt64());
        report.Record("arithmetic.multiply.i64"u8, MultiplyInt64());
        report.Record("arithmetic.multiply.checked"u8, MultiplyChecked());
        report.Record("arithmetic.shift.64"u8, Shift64());
        report.Record("arithmetic.shift.32"u8, Shift32());
        report.Record("arithmetic.bits"u8, Bits());
        report.Record("arithmetic.rotate"u8, Rotate());
        report.Record("arithmetic.big-multiply"u8, BigMultiply());
        report.Record("arithmetic.little-endian"u8, LittleEndian());
        report.Record("arithmetic.conversions"u8, Conversions());
    }

    private static bool DivideUInt32()
    {
        uint seed = 1;
        for (int i = 0; i < Rounds; i++)
        {
            uint a = (uint)NextMixed(ref seed), b = (uint)NextMixed(ref seed);
            if (b == 0)
                continue;
            ulong quotient = SchoolbookDivide(a, b, out ulong remainder);
            if (Opaque(a) / Opaque(b) != quotient || Opaque(a) % Opaque(b) != remainder || Math.DivRem(a, b) is var (q, r) && (q != quotient || r != remainder))
                return false;
        }

        return true;
    }

    private static bool DivideInt32()
    {
        uint seed = 2;
        for (int i = 0; i < Rounds; i++)
        {
            int a = (int)NextMixed(ref seed), b = (int)NextMixed(ref seed);
            if (b == 0 || (b == -1 && a == int.MinValue))
                continue;
            long quotient = SignedDivide(a, b, out long remainder);
            if (Opaque(a) / Opaque(b) != quotient || Opaque(a) % Opaque(b) != remainder)
                return false;
        }

        return true;
    }

    private static bool DivideUInt64()
    {
        uint seed = 3;
        for (int i = 0; i < Rounds; i++)
        {
            ulong a = NextMixed(ref seed), b = NextMixed(ref seed);
            if (b == 0)
                continue;
            ulong quotient = SchoolbookDivide(a, b, out ulong remainder);
            if (Opaque(a) / Opaque(b) != quotient || Opaque(a) % Opaque(b) != remainder)
                return false;
        }

        return true;
    }

    private static bool DivideInt64()
    {
        uint seed = 4;
        for (int i = 0; i < Rounds; i++)
        {
            long a = (long)NextMixed(ref seed), b = (long)NextMixed(ref seed);
            if (b == 0 || (b == -1 && a == long.MinValue))
                continue;
            long quotient = SignedDivide(a, b, out long remainder);
            if (Opaque(a) / Opaque(b) != quotient || Opaque(a) % Opaque(b) != remainder)
                return false;
        }

        return true;
    }

    private static bool DivideLimits() =>
        Opaque(ulong.MaxValue) / Opaque(1UL) == ulong.MaxValue
        && Opaque(ulong.MaxValue) / Opaque(ulong.MaxValue) == 1
        && Opaque(ulong.MaxValue) % Opaque(10UL) == 5
        && Opaque(0x1_0000_0000UL) / Opaque(0x1_0000UL) == 0x1_0000
        && Opaque(long.MinValue) / Opaque(2L) == -0x4000_0000_0000_0000
        && Opaque(long.MinValue) % Opaque(10L) == -8
        && Opaque(int.MinValue) / Opaque(-2) == 0x4000_0000
        && Opaque(-7) / Opaque(2) == -3
        && Opaque(-7) % Opaque(2) == -1;

    private static bool MultiplyUInt64()
    {
        uint seed = 5;
        for (int i = 0; i < Rounds; i++)
        {
            ulong a = NextMixed(ref seed), b = NextMixed(ref seed);
            if (unchecked(Opaque(a) * Opaque(b)) != SchoolbookMultiply(a, b))
                return false;
        }

        return true;
    }

    private static bool MultiplyInt64()
    {
        uint seed = 6;
        for (int i = 0; i < Rounds; i++)
        {
            long a = (long)NextMixed(ref seed), b = (long)NextMixed(ref seed);
            if (unchecked(Opaque(a) * Opaque(b)) != (long)SchoolbookMultiply((ulong)a, (ulong)b))
                return false;
        }

        return true;
    }

    private static bool MultiplyChecked() =>
        checked(Opaque(3_000_000_000UL) * Opaque(6_000_000_000UL)) == 18_000_000_000_000_000_000
        && checked(Opaque(-3_000_000_000L) * Opaque(3_000_000_000L)) == -9_000_000_000_000_000_000
        && checked(Opaque(long.MinValue) * Opaque(1L)) == long.MinValue
        && checked(Opaque(-1L) * Opaque(long.MaxValue)) == -long.MaxValue
        && checked(Opaque(46_340) * Opaque(46_340)) == 2_147_395_600
        && checked(Opaque(65_535u) * Opaque(65_537u)) == uint.MaxValue
        && checked(Opaque(long.MaxValue) + Opaque(-1L)) == long.MaxValue - 1
        && checked((int)Opaque(-2_147_483_648L)) == int.MinValue
        && checked((uint)Opaque(4_294_967_295UL)) == uint.MaxValue;

    private static bool Shift64()
    {
        ulong pattern = 0x8421_C0DE_F00D_1235;
        for (int count = 0; count < 64; count++)
        {
            ulong left = pattern, right = pattern;
            long arithmetic = (long)pattern;
            for (int i = 0; i < count; i++)
            {
                left = unchecked(left + left);
                right = HalveLogical(right);
                arithmetic = (long)(HalveLogical((ulong)arithmetic) | 0x8000_0000_0000_0000);
            }

            if (Opaque(pattern) << Opaque(count) != left || Opaque(pattern) >> Opaque(count) != right
                || (long)Opaque(pattern) >> Opaque(count) != arithmetic)
                return false;
            // C# counts modulo the width.
            if (Opaque(pattern) << Opaque(count + 64) != left || Opaque(pattern) >> Opaque(count - 64) != right)
                return false;
        }

        return Opaque(pattern) << 32 == 0xF00D_1235_0000_0000 && Opaque(pattern) >> 32 == 0x8421_C0DE && (long)Opaque(pattern) >> 63 == -1;
    }

    private static bool Shift32()
    {
        uint pattern = 0xC0DE_1235, left = pattern;
        for (int count = 0; count < 32; count++)
        {
            if (Opaque(pattern) << Opaque(count) != left || Opaque(pattern) << Opaque(count + 32) != left)
                return false;
            left = unchecked(left + left);
        }

        return Opaque(pattern) >> Opaque(8) == 0x00C0_DE12 && (int)Opaque(pattern) >> Opaque(8) == unchecked((int)0xFFC0_DE12);
    }

    private static bool Bits()
    {
        for (int i = 0; i < 64; i++)
        {
            ulong one = 1UL << i;
            if (BitOperations.Log2(one) != i || BitOperations.LeadingZeroCount(one) != 63 - i || BitOperations.TrailingZeroCount(one) != i
                || BitOperations.PopCount(one - 1) != i || !BitOperations.IsPow2(one) || BitOperations.RoundUpToPowerOf2(one) != one
                || BitOperations.Log2(one | (one - 1)) != i)
                return false;
            if (i < 32 && (BitOperations.Log2((uint)one) != i || BitOperations.LeadingZeroCount((uint)one) != 31 - i
                || BitOperations.TrailingZeroCount((uint)one) != i || BitOperations.PopCount((uint)one - 1) != i
                || BitOperations.RoundUpToPowerOf2((uint)one) != (uint)one))
                return false;
        }

        return BitOperations.LeadingZeroCount(0u) == 32 && BitOperations.LeadingZeroCount(0UL) == 64
            && BitOperations.TrailingZeroCount(0u) == 32 && BitOperations.TrailingZeroCount(0UL) == 64
            && BitOperations.Log2(0u) == 0 && BitOperations.RoundUpToPowerOf2(5u) == 8 && BitOperations.RoundUpToPowerOf2(0x1_0000_0001UL) == 0x2_0000_0000
            && !BitOperations.IsPow2(0u) && !BitOperations.IsPow2(6u);
    }

    private static bool Rotate() =>
        BitOperations.RotateLeft(Opaque(0x8000_0001u), 4) == 0x0000_0018 && BitOperations.RotateRight(Opaque(0x8000_0001u), 4) == 0x1800_0000
        && BitOperations.RotateLeft(Opaque(0x8000_0000_0000_0001UL), 36) == 0x0000_0018_0000_0000
        && BitOperations.RotateRight(Opaque(0x8000_0000_0000_0001UL), 36) == 0x0000_0000_1800_0000
        && BitOperations.RotateLeft(Opaque(0xDEAD_BEEFu), 0) == 0xDEAD_BEEF;

    private static bool BigMultiply() =>
        Math.BigMul(Opaque(ulong.MaxValue), Opaque(ulong.MaxValue), out ulong low) == ulong.MaxValue - 1 && low == 1
        && Math.BigMul(Opaque(0x1_0000_0000UL), Opaque(0x1_0000_0000UL), out low) == 1 && low == 0;

    private static bool LittleEndian()
    {
        Span<byte> bytes = stackalloc byte[9];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(1), 0x0102_0304_0506_0708);
        return bytes[1] == 8 && bytes[8] == 1 && BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(1)) == 0x0102_0304_0506_0708
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(3)) == 0x0304_0506 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(7)) == 0x0102
            && BinaryPrimitives.ReadInt32BigEndian(bytes.Slice(1)) == 0x0807_0605 && BinaryPrimitives.ReverseEndianness(0x0102_0304_0506_0708UL) == 0x0807_0605_0403_0201;
    }

    private static bool Conversions() =>
        (sbyte)Opaque(0x1FF) == -1 && (byte)Opaque(-1) == 255 && (short)Opaque(0x1_8000) == short.MinValue && (ushort)Opaque(-1) == 65535
        && (uint)Opaque(-1L) == uint.MaxValue && (long)Opaque(0xFFFF_FFFFu) == 0xFFFF_FFFF && (long)Opaque(-5) == -5 && (ulong)Opaque(-5) == 0xFFFF_FFFF_FFFF_FFFB;

    /// <summary>Quotient bit by bit, highest first.</summary>
    private static ulong SchoolbookDivide(ulong a, ulong b, out ulong remainder)
    {
        ulong quotient = 0, rest = 0;
        for (int i = 63; i >= 0; i--)
        {
            bool carry = (rest & 0x8000_0000_0000_0000) != 0;
            rest = unchecked(rest + rest) | BitAt(a, i);
            quotient = unchecked(quotient + quotient);
            if (carry || rest >= b)
            {
                rest = unchecked(rest - b);
                quotient |= 1;
            }
        }

        remainder = rest;
        return quotient;
    }

    private static long SignedDivide(long a, long b, out long remainder)
    {
        ulong quotient = SchoolbookDivide(Magnitude(a), Magnitude(b), out ulong rest);
        remainder = a < 0 ? unchecked(-(long)rest) : (long)rest;
        return (a < 0) != (b < 0) ? unchecked(-(long)quotient) : (long)quotient;
    }

    private static ulong SchoolbookMultiply(ulong a, ulong b)
    {
        ulong product = 0;
        for (int i = 63; i >= 0; i--)
        {
            product = unchecked(product + product);
            if (BitAt(b, i) != 0)
                product = unchecked(product + a);
        }

        return product;
    }

    private static ulong Magnitude(long value) => value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;

    private static uint BitAt(ulong value, int place)
    {
        uint half = place >= 32 ? High(value) : (uint)value;
        return (half >> (place & 31)) & 1;
    }

    private static uint High(ulong value)
    {
        unsafe
        {
            return ((uint*)&value)[1];
        }
    }

    private static ulong HalveLogical(ulong value)
    {
        uint high = High(value), low = (uint)value;
        low = (low >> 1) | (high << 31);
        high >>= 1;
        unsafe
        {
            ulong result;
            ((uint*)&result)[0] = low;
            ((uint*)&result)[1] = high;
            return result;
        }
    }

    /// <summary>Numbers of every length, with the small and the large ones as frequent as the rest.</summary>
    private static ulong NextMixed(ref uint seed)
    {
        uint low = Next(ref seed), high = Next(ref seed);
        return (Next(ref seed) & 7) switch
        {
            0 => low & 15,
            1 => low & 0xFFFF,
            2 => low,
            3 => unchecked((ulong)-(long)(low & 0xFF)),
            4 => (1UL << (int)(low & 63)) - (high & 1),
            _ => ((ulong)high << 32) | low,
        };
    }

    // xorshift32 (Marsaglia, Xorshift RNGs, 2003).
    private static uint Next(ref uint seed)
    {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        return seed;
    }

    /// <summary>Hides a value from the compiler, so that it computes at run time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Opaque<T>(T value) => value;
}
