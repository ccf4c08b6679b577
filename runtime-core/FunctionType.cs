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
    /// <c>x</c> = externref, <c>p</c> = funcref, parameters first, then <c>:</c>, then results; <c>"ii:i"</c> takes two i32 and gives one.
    /// <c>K</c> and <c>V</c> stand for the key and value of a tag. O(length).
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="tag">What K and V are; not looked at where there are none.</param>
    public bool Matches(ReadOnlySpan<byte> signature, VeraTag tag = default)
    {
        int at = 0;
        for (int i = 0; i < signature.Length; i++)
        {
            byte letter = signature[i];
            if (letter is (byte)'K' or (byte)'V')
            {
                ElementType type = letter == (byte)'K' ? tag.Key : tag.Value;
                // A text is two values: a pointer and a length.
                if (type == ElementType.Text && LetterAt(at++) != (byte)'i') return false;
                letter = VeraTag.LetterOf(type);
            }

            if (LetterAt(at++) != letter) return false;
        }

        return at == Parameters.Length + 1 + Results.Length;
    }

    // The type's own signature, a letter at a time; 0 behind its end.
    private byte LetterAt(int index)
    {
        if (index < Parameters.Length) return Letter(Parameters[index]);
        int result = index - Parameters.Length - 1;
        if (result < 0) return (byte)':';
        return result < Results.Length ? Letter(Results[result]) : (byte)0;
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
