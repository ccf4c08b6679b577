using Nf.Runtime;

namespace Nf.Wast;

/// <summary>What a result must be: a type and bits, or one of the two sets of NaNs. 16 bytes.</summary>
/// <remarks>Source: WebAssembly core specification 4.3.3, canonical and arithmetic NaNs.</remarks>
public readonly struct ValuePattern
{
    private const ulong Quiet32 = 0x7FC0_0000;
    private const ulong Quiet64 = 0x7FF8_0000_0000_0000;
    private const ulong Magnitude32 = 0x7FFF_FFFF;
    private const ulong Magnitude64 = 0x7FFF_FFFF_FFFF_FFFF;

    /// <summary>Makes a pattern.</summary>
    /// <param name="type">The type.</param>
    /// <param name="match">How bits are compared; NaNs are of floats only.</param>
    /// <param name="bits">The bits, of an i32 or f32 in the low half; not looked at for a NaN or what is only not null.</param>
    public ValuePattern(WasmType type, ValueMatch match, ulong bits)
    {
        Type = type;
        Match = match;
        Bits = bits;
    }

    /// <summary>The type.</summary>
    public WasmType Type { get; }

    /// <summary>How bits are compared.</summary>
    public ValueMatch Match { get; }

    /// <summary>The bits.</summary>
    public ulong Bits { get; }

    private bool IsNarrow => Type is WasmType.I32 or WasmType.F32;

    /// <summary>Whether a cell, as a call gives it, is what is wanted. O(1).</summary>
    public bool Accepts(ulong cell)
    {
        ulong quiet = IsNarrow ? Quiet32 : Quiet64;
        return Match switch
        {
            ValueMatch.CanonicalNan => (cell & (IsNarrow ? Magnitude32 : Magnitude64)) == quiet,
            ValueMatch.ArithmeticNan => (cell & quiet) == quiet,
            ValueMatch.NotNull => cell != 0,
            _ => IsNarrow ? (uint)cell == (uint)Bits : cell == Bits,
        };
    }
}
