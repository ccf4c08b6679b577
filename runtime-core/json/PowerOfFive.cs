using System;

namespace Nf.Runtime;

/// <summary>
/// A power of five as a 128-bit integer whose highest bit is set, times a power of two. It is computed each time by squaring and
/// multiplying numbers of 192 bits: a table of all that are needed would take 10 KB of flash. 24 bytes.
/// </summary>
internal readonly struct PowerOfFive
{
    /// <summary>Least exponent for which the bits are right.</summary>
    public const int ExponentMin = -343;

    /// <summary>Greatest exponent for which the bits are right.</summary>
    public const int ExponentMax = 325;

    // 5^55 is the greatest that fits 128 bits.
    private const int ExactMax = 55;

    private PowerOfFive(ulong high, ulong low, int scale, bool isExact)
    {
        High = high;
        Low = low;
        Scale = scale;
        IsExact = isExact;
    }

    /// <summary>The integer's upper 64 bits.</summary>
    public ulong High { get; }

    /// <summary>The integer's lower 64 bits.</summary>
    public ulong Low { get; }

    /// <summary>The power is the integer times two to this, or less than one unit more.</summary>
    public int Scale { get; }

    /// <summary>Whether nothing was cut off.</summary>
    public bool IsExact { get; }

    /// <summary>Computes a power. O(log exponent), 18 multiplications at most.</summary>
    /// <param name="exponent"><see cref="ExponentMin"/> to <see cref="ExponentMax"/>.</param>
    public static PowerOfFive Of(int exponent)
    {
        const ulong FourFifths = 0xCCCC_CCCC_CCCC_CCCC;
        const ulong FiveEighths = 0xA000_0000_0000_0000;
        Wide power = new() { High = 1ul << 63, Scale = 1 };
        Wide square = exponent < 0
            ? new Wide { High = FourFifths, Middle = FourFifths, Low = FourFifths, Scale = -2 }
            : new Wide { High = FiveEighths, Scale = 3 };
        for (uint left = (uint)(exponent < 0 ? -exponent : exponent); left != 0; left >>= 1)
        {
            if ((left & 1) != 0) power = Wide.Multiply(in power, in square);
            if (left > 1) square = Wide.Multiply(in square, in square);
        }

        return new PowerOfFive(power.High, power.Middle, power.Scale - 128, exponent is >= 0 and <= ExactMax);
    }

    // A fraction of 192 bits, a half or more and below one, times two to the scale. Multiplying cuts off: the result is at most two units
    // of the lowest bit too small, so that all errors of a power together stay far below the 64 bits that Of drops.
    private struct Wide
    {
        public ulong High;
        public ulong Middle;
        public ulong Low;
        public int Scale;

        public static Wide Multiply(in Wide a, in Wide b)
        {
            Wide product = default;
            ulong below = 0;
            product.High = Math.BigMul(a.High, b.High, out product.Middle);
            Add(ref product, a.High, b.Middle);
            Add(ref product, a.Middle, b.High);
            AddToLow(ref product, Math.BigMul(a.High, b.Low, out ulong rest));
            AddBelow(ref product, ref below, rest);
            AddToLow(ref product, Math.BigMul(a.Low, b.High, out rest));
            AddBelow(ref product, ref below, rest);
            AddToLow(ref product, Math.BigMul(a.Middle, b.Middle, out rest));
            AddBelow(ref product, ref below, rest);
            product.Scale = a.Scale + b.Scale;
            if (product.High >> 63 != 0) return product;
            product.High = (product.High << 1) | (product.Middle >> 63);
            product.Middle = (product.Middle << 1) | (product.Low >> 63);
            product.Low = (product.Low << 1) | (below >> 63);
            product.Scale--;
            return product;
        }

        // The product of two limbs, whose upper half has the weight of the middle one.
        private static void Add(ref Wide sum, ulong a, ulong b)
        {
            ulong high = Math.BigMul(a, b, out ulong low);
            AddToLow(ref sum, low);
            sum.Middle += high;
            if (sum.Middle < high) sum.High++;
        }

        private static void AddToLow(ref Wide sum, ulong added)
        {
            sum.Low += added;
            if (sum.Low < added && ++sum.Middle == 0) sum.High++;
        }

        private static void AddBelow(ref Wide sum, ref ulong below, ulong added)
        {
            below += added;
            if (below < added && ++sum.Low == 0 && ++sum.Middle == 0) sum.High++;
        }
    }
}
