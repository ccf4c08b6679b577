namespace System;

/// <summary>A 16-bit signed integer; the compiler's <c>short</c>.</summary>
public readonly struct Int16 : IComparable<short>, IEquatable<short>
{
    /// <summary>The smallest value.</summary>
    public const short MinValue = -32768;

    /// <summary>The largest value.</summary>
    public const short MaxValue = 32767;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(short value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(short obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => this;
}
