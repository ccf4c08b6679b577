using System;

namespace Nf.Runtime;

/// <summary>A function type, read in place from the type section: parameters and results as bytes of <see cref="WasmType"/>.</summary>
public readonly ref struct FunctionType
{
    /// <summary>Makes a type from its two vectors.</summary>
    public FunctionType(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> results)
    {
        Parameters = parameters;
        Results = results;
    }

    /// <summary>Parameter types, a byte each.</summary>
    public ReadOnlySpan<byte> Parameters { get; }

    /// <summary>Result types, a byte each.</summary>
    public ReadOnlySpan<byte> Results { get; }

    /// <summary>
    /// Compares with a signature in short form: a letter a value, <c>i</c> = i32, <c>I</c> = i64, <c>f</c> = f32, <c>F</c> = f64,
    /// <c>x</c> = externref, <c>p</c> = funcref, parameters first, then <c>:</c>, then results; <c>"ii:i"</c> takes two i32 and gives one. O(length).
    /// </summary>
    public bool Matches(ReadOnlySpan<byte> signature)
    {
        int count = Parameters.Length;
        if (signature.Length != count + 1 + Results.Length || signature[count] != (byte)':') return false;
        for (int i = 0; i < count; i++)
        {
            if (Letter(Parameters[i]) != signature[i]) return false;
        }

        for (int i = 0; i < Results.Length; i++)
        {
            if (Letter(Results[i]) != signature[count + 1 + i]) return false;
        }

        return true;
    }

    /// <summary>The letter of a type in a signature.</summary>
    /// <param name="type">A byte of <see cref="WasmType"/>.</param>
    public static byte Letter(byte type) => (WasmType)type switch
    {
        WasmType.I32 => (byte)'i',
        WasmType.I64 => (byte)'I',
        WasmType.F32 => (byte)'f',
        WasmType.F64 => (byte)'F',
        WasmType.ExternRef => (byte)'x',
        WasmType.FuncRef => (byte)'p',
        _ => (byte)'?',
    };
}
