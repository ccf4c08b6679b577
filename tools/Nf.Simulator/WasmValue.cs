using System;
using System.Globalization;
using System.Text;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>Values of WebAssembly as people write them, and as 64-bit cells: i32 and f32 in the low half, floats as their bits.</summary>
public static class WasmValue
{
    /// <summary>The name of a type in the text format.</summary>
    /// <param name="type">A byte of <see cref="WasmType"/>.</param>
    public static string TypeName(byte type) => (WasmType)type switch
    {
        WasmType.I32 => "i32",
        WasmType.I64 => "i64",
        WasmType.F32 => "f32",
        WasmType.F64 => "f64",
        WasmType.ExternRef => "externref",
        WasmType.FuncRef => "funcref",
        _ => "?",
    };

    /// <summary>A function type as "(i32, i32) -> i32".</summary>
    public static string Signature(FunctionType type) => $"({Join(type.Parameters)}) -> {Results(type.Results)}";

    /// <summary>The same, from the short form of <see cref="FunctionType.Matches"/>.</summary>
    public static string Signature(ReadOnlySpan<byte> shortForm)
    {
        Span<byte> types = new byte[shortForm.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = (byte)(shortForm[i] switch
            {
                (byte)'i' => WasmType.I32,
                (byte)'I' => WasmType.I64,
                (byte)'f' => WasmType.F32,
                (byte)'F' => WasmType.F64,
                (byte)'x' => WasmType.ExternRef,
                (byte)'p' => WasmType.FuncRef,
                _ => WasmType.None,
            });
        }
        int colon = shortForm.IndexOf((byte)':');
        return Signature(new FunctionType(types[..colon], types[(colon + 1)..]));
    }

    /// <summary>
    /// Reads a value. Integers are decimal or, after 0x, hexadecimal; both the signed and the unsigned range of the type are taken.
    /// Floats are decimal, "nan", "inf" or "-inf"; references "null", or a number as <see cref="ReferenceNumber"/> has it.
    /// </summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="type">A byte of <see cref="WasmType"/>.</param>
    /// <param name="cell">The value.</param>
    /// <returns>Whether the text is a value of the type.</returns>
    public static bool TryParse(string text, byte type, out ulong cell)
    {
        cell = 0;
        switch ((WasmType)type)
        {
            case WasmType.I32:
                bool fits = TryParseInteger(text, out Int128 small) && small >= int.MinValue && small <= uint.MaxValue;
                cell = fits ? (uint)(long)small : 0;
                return fits;
            case WasmType.I64:
                bool fitsLong = TryParseInteger(text, out Int128 large) && large >= long.MinValue && large <= ulong.MaxValue;
                cell = fitsLong ? (ulong)large : 0;
                return fitsLong;
            case WasmType.F32:
                bool isSingle = float.TryParse(Float(text), NumberStyles.Float, CultureInfo.InvariantCulture, out float single);
                cell = BitConverter.SingleToUInt32Bits(single);
                return isSingle;
            case WasmType.F64:
                bool isDouble = double.TryParse(Float(text), NumberStyles.Float, CultureInfo.InvariantCulture, out double real);
                cell = BitConverter.DoubleToUInt64Bits(real);
                return isDouble;
            case WasmType.ExternRef or WasmType.FuncRef:
                bool isReference = ReferenceNumber.TryParse(text, out ReferenceNumber reference);
                cell = reference.Cell;
                return isReference;
            default:
                return false;
        }
    }

    /// <summary>The value of a cell: a long, a float or double, or a reference's number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="type">A byte of <see cref="WasmType"/>.</param>
    public static IFormattable Read(ulong cell, byte type) => (WasmType)type switch
    {
        // Without the cast the compiler would make doubles of all.
        WasmType.I32 => (IFormattable)(long)(int)cell,
        WasmType.F32 => BitConverter.UInt32BitsToSingle((uint)cell),
        WasmType.F64 => BitConverter.UInt64BitsToDouble(cell),
        WasmType.ExternRef or WasmType.FuncRef => new ReferenceNumber(cell),
        _ => (long)cell,
    };

    private static string Results(ReadOnlySpan<byte> types) => types.Length == 1 ? TypeName(types[0]) : $"({Join(types)})";

    private static string Join(ReadOnlySpan<byte> types)
    {
        StringBuilder text = new();
        foreach (byte type in types)
            text.Append(text.Length == 0 ? "" : ", ").Append(TypeName(type));
        return text.ToString();
    }

    internal static bool TryParseInteger(string text, out Int128 value)
    {
        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(isNegative ? 1 : 0);
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHex
            ? UInt128.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 magnitude)
            : UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
        isNumber = isNumber && magnitude <= (UInt128)Int128.MaxValue;
        value = isNumber ? (isNegative ? -(Int128)magnitude : (Int128)magnitude) : 0;
        return isNumber;
    }

    // .NET knows the special values by other names than WebAssembly's text format.
    private static string Float(string text) => text switch
    {
        "nan" => "NaN",
        "inf" => "Infinity",
        "-inf" => "-Infinity",
        _ => text,
    };
}
