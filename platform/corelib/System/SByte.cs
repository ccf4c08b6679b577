namespace System;

/// <summary>A 8-bit signed integer; the compiler's <c>sbyte</c>.</summary>
public readonly struct SByte : IComparable<sbyte>, IEquatable<sbyte>
{
    /// <summary>The smallest value.</summary>
    public const sbyte MinValue = -128;

    /// <summary>The largest value.</summary>
    public const sbyte MaxValue = 127;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(sbyte value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(sbyte obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => this;
}
