using System;
using System.Globalization;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>An argument or a result that is expected.</summary>
/// <param name="Type">The type's name, of any feature.</param>
/// <param name="Text">
/// Its bits as a decimal number, or nan:canonical or nan:arithmetic; of a reference the host's number for it, or null, where wabt
/// gives any function the number 0. Null when any value will do.
/// </param>
public sealed record WastValue(string Type, string? Text)
{
    private const string Null = "null";

    /// <summary>The feature that stands between it and an engine; null for a value that the engine takes.</summary>
    public string? FeatureFor(GuestEngine engine) => Type switch
    {
        "i32" or "i64" or "f32" or "f64" => Text == null ? "results without a value" : null,
        "externref" or "funcref" when engine == GuestEngine.Aot => Text == null ? "results without a value" : null,
        "v128" => Word(WasmFeature.Simd),
        "externref" or "funcref" => Word(WasmFeature.ReferenceTypes),
        "exnref" => Word(WasmFeature.Exceptions),
        _ => $"values of type {Type}",
    };

    /// <summary>As a pattern; only when an engine takes it.</summary>
    /// <exception cref="NfException">InvalidArgument when the text is no number.</exception>
    public ValuePattern Pattern => Text switch
    {
        "nan:canonical" => new ValuePattern(ValueType, ValueMatch.CanonicalNan, 0),
        "nan:arithmetic" => new ValuePattern(ValueType, ValueMatch.ArithmeticNan, 0),
        Null => new ValuePattern(ValueType, ValueMatch.Bits, 0),
        _ when ValueType == WasmType.FuncRef => new ValuePattern(ValueType, ValueMatch.NotNull, 0),
        _ when ValueType == WasmType.ExternRef => new ValuePattern(ValueType, ValueMatch.Bits, Bits + 1),
        _ => new ValuePattern(ValueType, ValueMatch.Bits, Bits),
    };

    private WasmType ValueType => Type switch
    {
        "externref" => WasmType.ExternRef,
        "funcref" => WasmType.FuncRef,
        "i32" => WasmType.I32,
        "i64" => WasmType.I64,
        "f32" => WasmType.F32,
        _ => WasmType.F64,
    };

    private ulong Bits
    {
        get
        {
            bool isNarrow = ValueType is WasmType.I32 or WasmType.F32;
            bool isNumber = ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bits);
            return isNumber && (!isNarrow || bits <= uint.MaxValue)
                ? bits
                : throw new NfException(Status.InvalidArgument, $"'{Text}' are no bits of an {Type}.");
        }
    }

    /// <summary>For people: the type, and its bits in hexadecimal.</summary>
    public override string ToString() => FeatureFor(GuestEngine.Aot) != null ? $"{Type} {Text}" : Pattern.Match switch
    {
        ValueMatch.NotNull => "funcref of a function",
        ValueMatch.Bits => Describe(ValueType, Pattern.Bits),
        _ => $"{Type} {Text}",
    };

    /// <summary>A cell for people.</summary>
    public static string Describe(WasmType type, ulong cell) => type switch
    {
        WasmType.I32 => $"i32 {(int)cell} (0x{(uint)cell:x})",
        WasmType.I64 => $"i64 {(long)cell} (0x{cell:x})",
        WasmType.ExternRef => cell == 0 ? "externref null" : $"externref {cell - 1}",
        WasmType.FuncRef => cell == 0 ? "funcref null" : $"funcref of function {cell - 1}",
        WasmType.F32 => string.Create(
            CultureInfo.InvariantCulture, $"f32 {BitConverter.UInt32BitsToSingle((uint)cell):R} (0x{(uint)cell:x8})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"f64 {BitConverter.UInt64BitsToDouble(cell):R} (0x{cell:x16})"),
    };

    private static string Word(WasmFeature feature) => FeatureName.Of(feature);
}
