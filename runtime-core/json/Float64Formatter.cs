using System;

namespace Nf.Runtime;

/// <summary>
/// An f64, as bits, to the shortest decimal text that reads back as the same one; of several the closest. Integers only (Giulietti, The
/// Schubfach way to render doubles, 2020). The form is that of ECMA-262, Number::toString, but for -0, which keeps its sign.
/// </summary>
internal static class Float64Formatter
{
    /// <summary>Bytes of the longest text.</summary>
    public const int LengthMax = 25;

    /// <summary>What a number costs a guest besides its bytes, in units of fuel: mostly the power of ten.</summary>
    public const uint Units = 64;

    private const int FractionBits = 52;
    private const int ExponentMask = 0x7FF;
    private const int DigitsMax = 17;
    private const int PlainPointMax = 21;
    private const int PlainPointMin = -5;

    /// <summary>Whether it is neither infinite nor NaN.</summary>
    public static bool IsFinite(ulong bits) => ((int)(bits >> FractionBits) & ExponentMask) != ExponentMask;

    /// <summary>Writes a number. O(1).</summary>
    /// <param name="bits">A finite f64.</param>
    /// <param name="target">Room for <see cref="LengthMax"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ulong bits, Span<byte> target)
    {
        int length = 0;
        if (bits >> 63 != 0) target[length++] = (byte)'-';
        bits &= ~(1ul << 63);
        if (bits == 0)
        {
            target[length++] = (byte)'0';
            return length;
        }

        Shorten(bits, out ulong digits, out int exponent);
        Span<byte> text = stackalloc byte[DigitsMax];
        int count = Digits(digits, text);
        return length + Layout(text.Slice(DigitsMax - count), exponent + count, target.Slice(length));
    }

    // The last digits of the span; without zeros at their end, which the exponent of the caller need not count.
    private static int Digits(ulong value, Span<byte> text)
    {
        int count = 0;
        for (; value != 0; value /= 10) text[text.Length - ++count] = (byte)('0' + value % 10);
        return count;
    }

    // 0.d… · 10^point.
    private static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        while (digits[digits.Length - 1] == '0') digits = digits.Slice(0, digits.Length - 1);
        int length = 0;
        if (point is < PlainPointMin or > PlainPointMax) return LayoutWithExponent(digits, point - 1, target);
        if (point <= 0)
        {
            target[length++] = (byte)'0';
            target[length++] = (byte)'.';
            for (int i = point; i < 0; i++) target[length++] = (byte)'0';
        }

        for (int i = 0; i < digits.Length; i++)
        {
            if (i == point && i != 0) target[length++] = (byte)'.';
            target[length++] = digits[i];
        }

        for (int i = digits.Length; i < point; i++) target[length++] = (byte)'0';
        return length;
    }

    private static int LayoutWithExponent(ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        int length = 0;
        target[length++] = digits[0];
        if (digits.Length > 1) target[length++] = (byte)'.';
        digits.Slice(1).CopyTo(target.Slice(length));
        length += digits.Length - 1;
        target[length++] = (byte)'e';
        target[length++] = (byte)(exponent < 0 ? '-' : '+');
        Span<byte> text = stackalloc byte[3];
        int count = Digits((ulong)(exponent < 0 ? -exponent : exponent), text);
        text.Slice(text.Length - count).CopyTo(target.Slice(length));
        return length + count;
    }

    // The names are those of the paper: v = c · 2^q, and all of v's neighbourhood is scaled by 4 · 10^-k.
    private static void Shorten(ulong bits, out ulong digits, out int exponent)
    {
        const ulong Hidden = 1ul << FractionBits;
        ulong fraction = bits & (Hidden - 1);
        int biased = (int)(bits >> FractionBits);
        ulong c = biased == 0 ? fraction : fraction | Hidden;
        int q = (biased == 0 ? 1 : biased) - 1075;
        // Below a power of two the neighbour is only half as far away.
        bool isCloserBelow = fraction == 0 && biased > 1;
        int k = (int)(((long)q * 1_262_611 - (isCloserBelow ? 524_031 : 0)) >> 22);
        int h = q + (int)(((long)-k * 1_741_647) >> 19) + 1;
        PowerOfFive power = PowerOfFive.Of(-k);
        ulong low = power.IsExact ? power.Low : power.Low + 1, high = power.High + (low < power.Low ? 1u : 0);
        ulong odd = c & 1;
        ulong lower = RoundToOdd(high, low, (4 * c - (isCloserBelow ? 1u : 2u)) << h) + odd;
        ulong scaled = RoundToOdd(high, low, 4 * c << h);
        ulong upper = RoundToOdd(high, low, (4 * c + 2) << h) - odd;
        ulong s = scaled / 4, tens = s / 10;
        exponent = k + 1;
        bool isBelowInside = lower <= 40 * tens, isAboveInside = 40 * tens + 40 <= upper;
        digits = tens + (isAboveInside ? 1u : 0);
        if (s >= 10 && isBelowInside != isAboveInside) return;
        exponent = k;
        isBelowInside = lower <= 4 * s;
        isAboveInside = 4 * s + 4 <= upper;
        ulong middle = 4 * s + 2;
        bool up = isBelowInside != isAboveInside ? isAboveInside : scaled > middle || (scaled == middle && (s & 1) != 0);
        digits = up ? s + 1 : s;
    }

    // The upper part of a product; its lowest bit is set when something was cut off.
    private static ulong RoundToOdd(ulong high, ulong low, ulong factor)
    {
        ulong carry = Math.BigMul(low, factor, out _);
        ulong result = Math.BigMul(high, factor, out ulong middle);
        middle += carry;
        if (middle < carry) result++;
        return middle > 1 ? result | 1 : result;
    }
}
