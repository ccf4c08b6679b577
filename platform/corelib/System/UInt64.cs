namespace System;

/// <summary>A 64-bit unsigned integer; the compiler's <c>ulong</c>.</summary>
public readonly struct UInt64 : IComparable<ulong>, IEquatable<ulong>
{
    /// <summary>The smallest value.</summary>
    public const ulong MinValue = 0UL;

    /// <summary>The largest value.</summary>
    public const ulong MaxValue = 18446744073709551615UL;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(ulong value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(ulong obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => unchecked((int)this ^ (int)(this >> 32));
}
