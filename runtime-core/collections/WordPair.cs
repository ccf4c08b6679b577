using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// A key or a value as a bucket holds it. An i64 and the bits of an f64 take both words, a string its pointer and its length, an i32 the
/// low word. 8 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct WordPair
{
    /// <summary>Makes a pair.</summary>
    public WordPair(uint low, uint high)
    {
        Low = low;
        High = high;
    }

    /// <summary>Makes a pair of a 64-bit cell.</summary>
    public WordPair(ulong cell)
        : this((uint)cell, (uint)(cell >> 32))
    {
    }

    /// <summary>The word at the lower address; a string's pointer.</summary>
    public readonly uint Low;

    /// <summary>The word behind it; a string's length in bytes.</summary>
    public readonly uint High;

    /// <summary>Both words as one number.</summary>
    public ulong Cell => Low | ((ulong)High << 32);
}
