namespace System;

/// <summary>A 32-bit signed integer; the compiler's <c>int</c>.</summary>
public readonly struct Int32 : IComparable<int>, IEquatable<int>
{
    /// <summary>The smallest value.</summary>
    public const int MinValue = -2147483648;

    /// <summary>The largest value.</summary>
    public const int MaxValue = 2147483647;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(int value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(int obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => this;
}
