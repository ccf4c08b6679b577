namespace System;

/// <summary>A 8-bit unsigned integer; the compiler's <c>byte</c>.</summary>
public readonly struct Byte : IComparable<byte>, IEquatable<byte>
{
    /// <summary>The smallest value.</summary>
    public const byte MinValue = 0;

    /// <summary>The largest value.</summary>
    public const byte MaxValue = 255;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(byte value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(byte obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => this;
}
