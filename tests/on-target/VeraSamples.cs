using System;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// The table of expected answers: for each type of <c>vera</c> six samples that are put into a map or set one after another, and what must
/// be there afterwards. A digit stands for the sample of that number.
/// </summary>
internal static class VeraSamples
{
    /// <summary>Samples of each type.</summary>
    public const int Count = 6;

    /// <summary>Letters of the types in names, by number of <see cref="ElementType"/>.</summary>
    public static ReadOnlySpan<byte> Letters => "ifbs"u8;

    /// <summary>
    /// The samples, as cells. A string is its pointer, relative to <see cref="Text"/>, and its length in the upper word; sample 0, an empty
    /// string, points to 0.
    /// </summary>
    public static ulong Sample(ElementType type, int index) => type switch
    {
        ElementType.Int64 => Int64(index),
        ElementType.Float64 => Float64(index),
        ElementType.Int32 => Int32(index),
        _ => String(index),
    };

    private static ulong Int64(int index) => index switch
    {
        0 => 0,
        1 => 0xFFFF_FFFF_FFFF_FFFF,
        2 => 0x8000_0000_0000_0000,
        3 => 0,
        4 => 0x0000_0001_0000_0000,
        _ => 0x0000_0000_FFFF_FFFF,
    };

    // 0, -0, NaN, another NaN, 1.5, -infinity.
    private static ulong Float64(int index) => index switch
    {
        0 => 0,
        1 => 0x8000_0000_0000_0000,
        2 => 0x7FF8_0000_0000_0000,
        3 => 0xFFFC_0000_0000_0001,
        4 => 0x3FF8_0000_0000_0000,
        _ => 0xFFF0_0000_0000_0000,
    };

    private static ulong Int32(int index) => index switch
    {
        0 => 0,
        1 => 0xFFFF_FFFF,
        2 => 0,
        3 => 0x8000_0000,
        4 => 5,
        _ => 5,
    };

    // "", "" elsewhere, "ab", "ab" elsewhere, "a", "b".
    private static ulong String(int index) => index switch
    {
        0 => 0,
        1 => 0x0000_0000_0000_0003,
        2 => 0x0000_0002_0000_0000,
        3 => 0x0000_0002_0000_0005,
        4 => 0x0000_0001_0000_0005,
        _ => 0x0000_0001_0000_0006,
    };

    /// <summary>The bytes that string samples point to.</summary>
    public static ReadOnlySpan<byte> Text => "ab--xabx"u8;

    /// <summary>How many entries there are after each sample.</summary>
    public static ReadOnlySpan<byte> Sizes(ElementType type) => type switch
    {
        ElementType.Int64 => "123345"u8,
        ElementType.Int32 => "122344"u8,
        _ => "112234"u8,
    };

    /// <summary>The keys at the end, in order: of those that are the same, the first.</summary>
    public static ReadOnlySpan<byte> Keys(ElementType type) => type switch
    {
        ElementType.Int64 => "01245"u8,
        ElementType.Int32 => "0134"u8,
        _ => "0245"u8,
    };

    /// <summary>The values at the end, in the order of the keys, when each sample was put in with the value of its number.</summary>
    public static ReadOnlySpan<byte> Values(ElementType type) => type switch
    {
        ElementType.Int64 => "31245"u8,
        ElementType.Int32 => "2135"u8,
        _ => "1345"u8,
    };

    /// <summary>For each sample as a key, the value that is found at the end.</summary>
    public static ReadOnlySpan<byte> Found(ElementType type) => type switch
    {
        ElementType.Int64 => "312345"u8,
        ElementType.Int32 => "212355"u8,
        _ => "113345"u8,
    };
}
