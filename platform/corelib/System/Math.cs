using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Integer arithmetic.</summary>
public static class Math
{
    /// <summary>The smaller of two numbers.</summary>
    public static int Min(int val1, int val2) => val1 < val2 ? val1 : val2;

    /// <summary>The smaller of two numbers.</summary>
    public static uint Min(uint val1, uint val2) => val1 < val2 ? val1 : val2;

    /// <summary>The smaller of two numbers.</summary>
    public static long Min(long val1, long val2) => val1 < val2 ? val1 : val2;

    /// <summary>The smaller of two numbers.</summary>
    public static ulong Min(ulong val1, ulong val2) => val1 < val2 ? val1 : val2;

    /// <summary>The smaller of two numbers.</summary>
    public static nuint Min(nuint val1, nuint val2) => val1 < val2 ? val1 : val2;

    /// <summary>The larger of two numbers.</summary>
    public static int Max(int val1, int val2) => val1 > val2 ? val1 : val2;

    /// <summary>The larger of two numbers.</summary>
    public static uint Max(uint val1, uint val2) => val1 > val2 ? val1 : val2;

    /// <summary>The larger of two numbers.</summary>
    public static long Max(long val1, long val2) => val1 > val2 ? val1 : val2;

    /// <summary>The larger of two numbers.</summary>
    public static ulong Max(ulong val1, ulong val2) => val1 > val2 ? val1 : val2;

    /// <summary>The larger of two numbers.</summary>
    public static nuint Max(nuint val1, nuint val2) => val1 > val2 ? val1 : val2;

    /// <summary>The number, or the bound that it passes. A fault when <paramref name="min"/> is above <paramref name="max"/>.</summary>
    public static int Clamp(int value, int min, int max)
    {
        if (min > max)
            Fault.Raise(FaultKind.IndexOutOfRange);
        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The number without its sign; a fault for <see cref="int.MinValue"/>.</summary>
    public static int Abs(int value) => value < 0 ? checked(-value) : value;

    /// <summary>The number without its sign; a fault for <see cref="long.MinValue"/>.</summary>
    public static long Abs(long value) => value < 0 ? checked(-value) : value;

    /// <summary>Quotient and remainder at once, both towards zero. A fault for a divisor of 0.</summary>
    public static (int Quotient, int Remainder) DivRem(int left, int right)
    {
        int quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    /// <summary>Quotient and remainder at once. A fault for a divisor of 0.</summary>
    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right)
    {
        uint quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    /// <summary>Quotient and remainder at once, both towards zero. A fault for a divisor of 0.</summary>
    public static (long Quotient, long Remainder) DivRem(long left, long right)
    {
        long quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    /// <summary>Quotient and remainder at once. A fault for a divisor of 0.</summary>
    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right)
    {
        ulong quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    /// <summary>The upper 64 bits of the 128-bit product, and the lower ones.</summary>
    public static ulong BigMul(ulong a, ulong b, out ulong low)
    {
        uint a0 = (uint)a, a1 = (uint)(a >> 32);
        uint b0 = (uint)b, b1 = (uint)(b >> 32);
        ulong p00 = (ulong)a0 * b0;
        ulong middle = ((ulong)a1 * b0) + (p00 >> 32);
        ulong middle2 = ((ulong)a0 * b1) + (uint)middle;
        low = (middle2 << 32) | (uint)p00;
        return ((ulong)a1 * b1) + (middle >> 32) + (middle2 >> 32);
    }

    /// <summary>The 64-bit product of two 32-bit numbers.</summary>
    public static ulong BigMul(uint a, uint b) => (ulong)a * b;

    // What compiled code calls on a 32-bit target, found by name. A divisor of 0, and the one quotient that does not fit, are faults.
    private static int DivInt32(int dividend, int divisor)
    {
        CheckDivisor(divisor == 0, divisor == -1 && dividend == int.MinValue);
        return nf_div_i32(dividend, divisor);
    }

    private static int ModInt32(int dividend, int divisor)
    {
        CheckDivisor(divisor == 0, divisor == -1 && dividend == int.MinValue);
        return nf_mod_i32(dividend, divisor);
    }

    private static uint DivUInt32(uint dividend, uint divisor)
    {
        CheckDivisor(divisor == 0, false);
        return nf_div_u32(dividend, divisor);
    }

    private static uint ModUInt32(uint dividend, uint divisor)
    {
        CheckDivisor(divisor == 0, false);
        return nf_mod_u32(dividend, divisor);
    }

    private static long DivInt64(long dividend, long divisor)
    {
        CheckDivisor(divisor == 0, divisor == -1 && dividend == long.MinValue);
        return nf_div_i64(dividend, divisor);
    }

    private static long ModInt64(long dividend, long divisor)
    {
        CheckDivisor(divisor == 0, divisor == -1 && dividend == long.MinValue);
        return nf_mod_i64(dividend, divisor);
    }

    private static ulong DivUInt64(ulong dividend, ulong divisor)
    {
        CheckDivisor(divisor == 0, false);
        return nf_div_u64(dividend, divisor);
    }

    private static ulong ModUInt64(ulong dividend, ulong divisor)
    {
        CheckDivisor(divisor == 0, false);
        return nf_mod_u64(dividend, divisor);
    }

    private static long MultiplyChecked(long left, long right)
    {
        ulong magnitude = MultiplyChecked(Magnitude(left), Magnitude(right));
        bool negative = (left ^ right) < 0;
        if (magnitude > (negative ? 1UL << 63 : long.MaxValue))
            Fault.Raise(FaultKind.Overflow);
        return negative ? unchecked(-(long)magnitude) : (long)magnitude;
    }

    private static ulong MultiplyChecked(ulong left, ulong right)
    {
        if (BigMul(left, right, out ulong low) != 0)
            Fault.Raise(FaultKind.Overflow);
        return low;
    }

    // The compiler resolves these for every checked conversion and calls them for floating-point numbers only, which do not exist here.
    private static int ConvertToInt32Checked(long bits) => NoFloatingPoint();

    private static uint ConvertToUInt32Checked(long bits) => (uint)NoFloatingPoint();

    private static long ConvertToInt64Checked(long bits) => NoFloatingPoint();

    private static ulong ConvertToUInt64Checked(long bits) => (ulong)NoFloatingPoint();

    private static int NoFloatingPoint()
    {
        Fault.Raise(FaultKind.InvalidProgram);
        return 0;
    }

    private static ulong Magnitude(long value) => value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckDivisor(bool isZero, bool overflows)
    {
        if (isZero)
            Fault.Raise(FaultKind.DivideByZero);
        if (overflows)
            Fault.Raise(FaultKind.Overflow);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_div_i32")]
    private static extern int nf_div_i32(int dividend, int divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_mod_i32")]
    private static extern int nf_mod_i32(int dividend, int divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_div_u32")]
    private static extern uint nf_div_u32(uint dividend, uint divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_mod_u32")]
    private static extern uint nf_mod_u32(uint dividend, uint divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_div_i64")]
    private static extern long nf_div_i64(long dividend, long divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_mod_i64")]
    private static extern long nf_mod_i64(long dividend, long divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_div_u64")]
    private static extern ulong nf_div_u64(ulong dividend, ulong divisor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_mod_u64")]
    private static extern ulong nf_mod_u64(ulong dividend, ulong divisor);
}
