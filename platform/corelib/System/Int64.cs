namespace System;

/// <summary>A 64-bit signed integer; the compiler's <c>long</c>.</summary>
public readonly struct Int64 : IComparable<long>, IEquatable<long>
{
    /// <summary>The smallest value.</summary>
    public const long MinValue = -9223372036854775808L;

    /// <summary>The largest value.</summary>
    public const long MaxValue = 9223372036854775807L;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(long value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(long obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => unchecked((int)this ^ (int)(this >> 32));
}
