using System;
using System.Numerics;

namespace Nf.Runtime;

/// <summary>
/// Decimal text to the nearest f64, as bits; ties go to the even one. Integers only. The first 19 digits are multiplied by a 128-bit power
/// of ten (Lemire, Number Parsing at a Gigabyte per Second, 2021); where that leaves a doubt, the text is compared digit by digit with
/// the exact boundary between the two candidates (Clinger, How to Read Floating Point Numbers Accurately, 1990).
/// </summary>
internal static class Float64Parser
{
    /// <summary>What a number costs a guest besides its bytes, in units of fuel: mostly the power of ten.</summary>
    public const uint Units = 64;

    private const int DigitsMax = 19;
    private const long ExponentClamp = 1L << 40;
    private const int FractionBits = 52;
    private const int Bias = 1023;
    private const ulong Infinity = 0x7FF0_0000_0000_0000;
    private const ulong Sign = 1ul << 63;

    // Beyond these, 0.d… · 10^point is infinite or 0 whatever the digits are.
    private const long PointMax = 309;
    private const long PointMin = -323;

    /// <summary>Converts a number. O(length); where there is a doubt, about nine operations on words for each digit.</summary>
    /// <param name="text">A number by the grammar of RFC 8259, section 6.</param>
    /// <param name="bits">The f64.</param>
    /// <returns>False when it is too large for one.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong bits)
    {
        ulong sign = text[0] == '-' ? Sign : 0;
        bits = sign;
        Decimal number = Read(text);
        if (number.Digits == 0 || number.Point < PointMin) return true;
        if (number.Point > PointMax) return false;
        ulong magnitude = Convert(text, in number);
        bits = sign | magnitude;
        return magnitude < Infinity;
    }

    // 0.d… · 10^Point, of whose digits the first 19 are in Significand.
    private struct Decimal
    {
        public ulong Significand;
        public int Digits;
        public bool IsCut;
        public int First;
        public long Point;
    }

    private static Decimal Read(ReadOnlySpan<byte> text)
    {
        Decimal number = default;
        bool isFraction = false;
        int i = text[0] == '-' ? 1 : 0;
        for (; i < text.Length && text[i] != 'e' && text[i] != 'E'; i++)
        {
            if (text[i] == '.')
            {
                isFraction = true;
                continue;
            }

            uint digit = (uint)text[i] - '0';
            bool isLeadingZero = number.Digits == 0 && digit == 0;
            if (number.Digits == 0 && !isLeadingZero) number.First = i;
            if (isLeadingZero == isFraction) number.Point += isFraction ? -1 : 1;
            if (isLeadingZero) continue;
            if (number.Digits == DigitsMax)
            {
                number.IsCut |= digit != 0;
                continue;
            }

            number.Significand = number.Significand * 10 + digit;
            number.Digits++;
        }

        if (i < text.Length) number.Point += ReadExponent(text.Slice(i + 1));
        return number;
    }

    private static long ReadExponent(ReadOnlySpan<byte> text)
    {
        bool isNegative = text[0] == '-';
        long exponent = 0;
        for (int i = isNegative || text[0] == '+' ? 1 : 0; i < text.Length; i++)
        {
            // Clamped far beyond what digits, of which there are fewer than 2^31, could make up for.
            if (exponent < ExponentClamp) exponent = exponent * 10 + (text[i] - '0');
        }

        return isNegative ? -exponent : exponent;
    }

    private static ulong Convert(ReadOnlySpan<byte> text, in Decimal number)
    {
        int exponent = (int)number.Point - number.Digits;
        PowerOfFive power = PowerOfFive.Of(exponent);
        int shift = BitOperations.LeadingZeroCount(number.Significand);
        ulong significand = number.Significand << shift;
        ulong high = Math.BigMul(significand, power.High, out ulong low);
        ulong added = Math.BigMul(significand, power.Low, out ulong rest);
        low += added;
        if (low < added) high++;
        int scale = power.Scale + exponent - shift + 64;
        if (high >> 63 == 0)
        {
            high = (high << 1) | (low >> 63);
            low = (low << 1) | (rest >> 63);
            rest <<= 1;
            scale--;
        }

        // The true value lies between high:low and that plus what was cut off: of the power and the product four units of low at most; of
        // the digits one unit of the significand, which is less than 2^(shift + 1) of high.
        ulong units = power.IsExact && !number.IsCut ? (rest == 0 ? 0u : 1u) : 8;
        ulong lowAbove = low + units;
        ulong highAbove = high + (lowAbove < low ? 1u : 0) + (number.IsCut ? 2ul << shift : 0);
        bool isNextPower = highAbove < high;
        if (isNextPower) highAbove = (highAbove >> 1) | (1ul << 63);
        ulong below = Round(high, low, scale);
        if (below == Round(highAbove, lowAbove, isNextPower ? scale + 1 : scale)) return below;
        int order = CompareWithBoundary(text, in number, below);
        return order > 0 || (order == 0 && (below & 1) != 0) ? below + 1 : below;
    }

    // The f64 nearest to high:low · 2^scale. The highest bit is set.
    private static ulong Round(ulong high, ulong low, int scale)
    {
        int biased = scale + 127 + Bias;
        if (biased >= 2 * Bias + 1) return Infinity;
        int dropped = 63 - FractionBits + (biased < 1 ? 1 - biased : 0);
        if (dropped > 64) return 0;
        ulong kept = dropped == 64 ? 0 : high >> dropped;
        ulong half = 1ul << (dropped - 1), below = high & (half | (half - 1));
        bool up = below > half || (below == half && (low != 0 || (kept & 1) != 0));
        // The highest bit of a normal number's fraction is not stored: adding it raises the exponent by one.
        ulong exponent = biased < 1 ? 0 : (ulong)(biased - 1) << FractionBits;
        return exponent + kept + (up ? 1u : 0);
    }

    // Compares the text with the number halfway between an f64 and the next one, by that number's decimal digits. Both are divided by
    // 10^Point, so that the first digit is the one behind the point.
    private static int CompareWithBoundary(ReadOnlySpan<byte> text, in Decimal number, ulong below)
    {
        const ulong Hidden = 1ul << FractionBits;
        int biased = (int)(below >> FractionBits), point = (int)number.Point;
        ulong fraction = below & (Hidden - 1);
        BigNumber boundary = new(2 * (biased == 0 ? fraction : fraction | Hidden) + 1);
        BigNumber one = new(1);
        if (point < 0) boundary.MultiplyByPowerOfFive(-point);
        else one.MultiplyByPowerOfFive(point);
        int scale = (biased == 0 ? 1 : biased) - Bias - FractionBits - 1 - point;
        if (scale > 0) boundary.ShiftLeft(scale);
        else one.ShiftLeft(-scale);
        int full = one.LeadingZeros;
        one.ShiftLeft(full);
        boundary.ShiftLeft(full);
        ReadOnlySpan<byte> digits = text.Slice(number.First);
        while (digits.Length != 0 && digits[0] != 'e' && digits[0] != 'E')
        {
            uint own = ReadDigits(ref digits, out uint power);
            boundary.Multiply(power);
            uint exact = boundary.Divide(in one);
            if (own != exact) return own < exact ? -1 : 1;
        }

        return boundary.IsZero ? 0 : -1;
    }

    // The next nine digits, or as many as there are, and ten to their number.
    private static uint ReadDigits(ref ReadOnlySpan<byte> text, out uint power)
    {
        const uint PowerMax = 1_000_000_000;
        uint digits = 0;
        power = 1;
        int i = 0;
        for (; i < text.Length && power != PowerMax && text[i] != 'e' && text[i] != 'E'; i++)
        {
            if (text[i] == '.') continue;
            digits = digits * 10 + text[i] - '0';
            power *= 10;
        }

        text = text.Slice(i);
        return digits;
    }
}
