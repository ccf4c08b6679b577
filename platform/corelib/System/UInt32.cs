namespace System;

/// <summary>A 32-bit unsigned integer; the compiler's <c>uint</c>.</summary>
public readonly struct UInt32 : IComparable<uint>, IEquatable<uint>
{
    /// <summary>The smallest value.</summary>
    public const uint MinValue = 0u;

    /// <summary>The largest value.</summary>
    public const uint MaxValue = 4294967295u;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(uint value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(uint obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => unchecked((int)this);
}
