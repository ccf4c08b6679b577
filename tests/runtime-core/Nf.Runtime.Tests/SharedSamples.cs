using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nf.Runtime.Tests;

/// <summary>Keys and values for collections in lent memory, and what .NET's collections compare in their place.</summary>
internal sealed class SharedSamples
{
    private const uint TextsAt = 40_000;

    private uint _top = TextsAt;

    /// <summary>Cells, each with what it is as a key under SameValueZero.</summary>
    public (WordPair Cell, string Identity)[] Of(SharedGuest guest, ElementType type) => type switch
    {
        ElementType.Int32 => [.. Numbers().Select(cell => (uint)cell).Select(low => (new WordPair(low, 0), $"{low}"))],
        ElementType.Float64 => [.. Numbers().Concat(Floats()).Select(bits => (new WordPair(bits), Float(bits)))],
        ElementType.Text => [.. Texts().Select(text => (Put(guest, text), text))],
        _ => [.. Numbers().Select(cell => (new WordPair(cell), $"{cell}"))],
    };

    private static IEnumerable<ulong> Numbers()
    {
        for (ulong i = 0; i < 40; i++) yield return i;
        foreach (ulong high in new ulong[] { 1, 2, 0x7FFF_FFFF, 0xFFFF_FFFF }) yield return high << 32;
        foreach (long number in new[] { -1L, long.MinValue, long.MaxValue, -1L << 31 }) yield return (ulong)number;
    }

    private static IEnumerable<ulong> Floats()
    {
        for (int i = -10; i < 20; i++) yield return BitConverter.DoubleToUInt64Bits(i / 2.0);
        ulong[] special =
        [
            0x8000_0000_0000_0000, 0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0001, 0x7FF0_0000_0000_0001, 0x7FF0_0000_0000_0000,
            0xFFF0_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFFF,
        ];
        foreach (ulong bits in special) yield return bits;
    }

    private static string Float(ulong bits)
    {
        double value = BitConverter.UInt64BitsToDouble(bits);
        return double.IsNaN(value) ? "NaN" : value == 0 ? "0" : $"{bits}";
    }

    // Strings of the same bytes at different addresses are one key.
    private static IEnumerable<string> Texts()
    {
        for (int i = 0; i < 60; i++) yield return $"{i}";
        string[] others = ["", "", "1", "2", "a\0", "\0", "a", new string('x', 300), new string('x', 299) + "y"];
        foreach (string text in others) yield return text;
    }

    private WordPair Put(SharedGuest guest, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.CopyTo(guest.Memory[(int)_top..]);
        uint at = _top;
        _top += (uint)bytes.Length + 1;
        return new WordPair(at, (uint)bytes.Length);
    }
}
