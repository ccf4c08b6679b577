using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Decimal text and f64, both ways, against .NET's own conversions, which are exact since .NET Core 3.0.</summary>
[TestClass]
public sealed class Float64TextTests
{
    private const int Values = 1_000_000;
    private const int Texts = 200_000;
    private const int Ties = 5_000;

    [TestMethod]
    public void Every_power_of_five_is_cut_off_at_its_last_bit()
    {
        for (int exponent = PowerOfFive.ExponentMin; exponent <= PowerOfFive.ExponentMax; exponent++)
        {
            PowerOfFive power = PowerOfFive.Of(exponent);
            BigInteger five = BigInteger.Pow(5, Math.Abs(exponent));
            int bits = (int)five.GetBitLength();
            BigInteger expected = exponent >= 0
                ? (bits <= 128 ? five << (128 - bits) : five >> (bits - 128))
                : (BigInteger.One << (bits + 127)) / five;
            BigInteger actual = ((BigInteger)power.High << 64) | power.Low;
            Assert.AreEqual(expected, actual, $"5^{exponent}");
            Assert.AreEqual(exponent >= 0 ? bits - 128 : -bits - 127, power.Scale, $"5^{exponent}");
            Assert.AreEqual(exponent >= 0 && bits <= 128, power.IsExact, $"5^{exponent}");
        }
    }

    [TestMethod]
    public void A_million_values_are_written_as_dotnet_writes_them_and_read_back()
    {
        Random random = new(20260101);
        Span<byte> buffer = stackalloc byte[Float64Formatter.LengthMax];
        for (int i = 0; i < Values; i++)
        {
            ulong bits = Sample(random);
            double value = BitConverter.UInt64BitsToDouble(bits);
            Assert.AreEqual(double.IsFinite(value), Float64Formatter.IsFinite(bits));
            if (!double.IsFinite(value)) continue;
            ReadOnlySpan<byte> text = buffer[..Float64Formatter.Write(bits, buffer)];
            string expected = Expected(value);
            if (double.Parse(expected, CultureInfo.InvariantCulture) != value)
            {
                // Of some powers of two .NET writes a digit too few: its text is another number's.
                Assert.AreEqual(0ul, bits & 0xF_FFFF_FFFF_FFFF, expected);
                Assert.AreEqual(Digits(expected) + 1, Digits(Encoding.ASCII.GetString(text)));
            }
            else if (!text.SequenceEqual(Encoding.ASCII.GetBytes(expected)))
            {
                Assert.Fail($"{bits:x16}: {Encoding.ASCII.GetString(text)}, not {expected}");
            }

            if (double.Parse(text, CultureInfo.InvariantCulture) != value) Assert.Fail($"{bits:x16}: {Encoding.ASCII.GetString(text)}");
            if (!Float64Parser.TryParse(text, out ulong back) || back != bits) Assert.Fail($"{bits:x16}: {back:x16}");
        }
    }

    [TestMethod]
    public void Texts_of_any_length_are_read_as_dotnet_reads_them()
    {
        Random random = new(20260102);
        StringBuilder text = new();
        for (int i = 0; i < Texts; i++)
        {
            text.Clear();
            if (random.Next(4) == 0) text.Append('-');
            int digits = 1 + (random.Next(8) == 0 ? random.Next(60) : random.Next(20));
            text.Append((char)('1' + random.Next(9)));
            for (int d = 1; d < digits; d++) text.Append((char)('0' + random.Next(10)));
            if (random.Next(2) == 0) text.Append('.').Append(random.NextInt64(random.NextInt64(1L << 60)));
            if (random.Next(4) != 0) text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(random.Next(-370, 330));
            Check(text.ToString());
        }
    }

    // The number halfway between two neighbours, exactly; a digit more; the last digit less.
    [TestMethod]
    public void Ties_and_what_lies_beside_them()
    {
        Random random = new(20260103);
        for (int i = 0; i < Ties; i++)
        {
            ulong bits = Sample(random) & 0x7FFF_FFFF_FFFF_FFFF;
            if (i % 3 == 0) bits &= 0x001F_FFFF_FFFF_FFFF;
            if (i % 50 == 0) bits = (ulong)random.Next(4);
            if (i % 50 == 1) bits = 0x7FEF_FFFF_FFFF_FFFF - (ulong)random.Next(3);
            if (bits >= 0x7FF0_0000_0000_0000) continue;
            string digits = Halfway(bits, out int exponent);
            Check($"{digits}e{exponent}");
            Check($"{digits}0000000000000000000000000001e{exponent - 28}");
            Check($"{BigInteger.Parse(digits) - 1}e{exponent}");
            Check($"{digits[..Math.Min(digits.Length, 17)]}e{exponent + digits.Length - Math.Min(digits.Length, 17)}");
        }
    }

    [TestMethod]
    [DataRow("0", 0ul)]
    [DataRow("-0", 0x8000_0000_0000_0000ul)]
    [DataRow("-0.0e-99999999999999999999", 0x8000_0000_0000_0000ul)]
    [DataRow("0e99999999999999999999999", 0ul)]
    [DataRow("4.9e-324", 1ul)]
    [DataRow("2.4703282292062327e-324", 0ul)]
    [DataRow("2.4703282292062328e-324", 1ul)]
    [DataRow("1e-99999999999999999999999", 0ul)]
    [DataRow("2.2250738585072011e-308", 0x000F_FFFF_FFFF_FFFFul)]
    [DataRow("2.2250738585072012e-308", 0x0010_0000_0000_0000ul)]
    [DataRow("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFFul)]
    [DataRow("9007199254740993", 0x4340_0000_0000_0000ul)]
    [DataRow("9007199254740995", 0x4340_0000_0000_0002ul)]
    [DataRow("9007199254740993.00000000000000000000000000000000000000000000000000000000000000001", 0x4340_0000_0000_0001ul)]
    public void Known_values(string text, ulong expected)
    {
        Assert.IsTrue(Float64Parser.TryParse(Encoding.ASCII.GetBytes(text), out ulong bits));
        Assert.AreEqual(expected, bits);
    }

    [TestMethod]
    [DataRow("1e309")]
    [DataRow("-1e99999999999999999999999")]
    [DataRow("1.7976931348623159e308")]
    public void What_is_too_large_is_refused(string text) => Assert.IsFalse(Float64Parser.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [TestMethod]
    public void A_million_zeros_before_and_behind_the_point()
    {
        string zeros = new('0', 1_000_000);
        Check($"0.{zeros}15e1000001");
        Check($"15{zeros}e-1000000");
        Check($"15{zeros}.{zeros}1e-1000000");
    }

    private static int Digits(string number) => number.Split('e')[0].Count(char.IsAsciiDigit);

    private static ulong Sample(Random random)
    {
        ulong bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        return random.Next(8) switch
        {
            0 => bits & 0x800F_FFFF_FFFF_FFFF,
            1 => bits & 0xFFF0_0000_0000_0000,
            2 => (bits & 0xFFF0_0000_0000_0000) - 1,
            3 => BitConverter.DoubleToUInt64Bits(random.NextInt64(1L << random.Next(1, 63))),
            4 => BitConverter.DoubleToUInt64Bits(random.Next(1_000_000) / Math.Pow(10, random.Next(12))),
            5 => bits & 0x8000_0000_0000_00FF,
            _ => bits,
        };
    }

    private static void Check(string text)
    {
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        bool parsed = Float64Parser.TryParse(Encoding.ASCII.GetBytes(text), out ulong bits);
        if (parsed != double.IsFinite(expected) || (parsed && bits != BitConverter.DoubleToUInt64Bits(expected)))
            Assert.Fail($"{text[..Math.Min(900, text.Length)]}: {bits:x16}, not {BitConverter.DoubleToUInt64Bits(expected):x16}");
    }

    // (2 m + 1) 2^(q - 1) in decimal.
    private static string Halfway(ulong bits, out int exponent)
    {
        int biased = (int)(bits >> 52);
        ulong fraction = bits & 0xF_FFFF_FFFF_FFFF;
        BigInteger odd = 2 * (BigInteger)(biased == 0 ? fraction : fraction | (1ul << 52)) + 1;
        int scale = Math.Max(biased, 1) - 1076;
        exponent = Math.Min(scale, 0);
        return (scale >= 0 ? odd << scale : odd * BigInteger.Pow(5, -scale)).ToString(CultureInfo.InvariantCulture);
    }

    // The digits of "R" in the form of ECMAScript.
    private static string Expected(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        string sign = text.StartsWith('-') ? "-" : "";
        text = text.TrimStart('-');
        string[] parts = text.Split('E');
        int point = parts[0].IndexOf('.');
        string digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        int position = (point < 0 ? digits.Length : point) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        string significant = digits.TrimStart('0');
        position -= digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        if (significant.Length == 0) return sign + "0";
        int n = significant.Length;
        if (position > 21 || position < -5)
        {
            string e = (position - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
            return sign + significant[..1] + (n > 1 ? "." + significant[1..] : "") + "e" + e;
        }

        if (position <= 0) return sign + "0." + new string('0', -position) + significant;
        return sign
            + (n <= position ? significant + new string('0', position - n) : significant[..position] + "." + significant[position..]);
    }
}
