namespace System;

/// <summary>A unsigned integer as wide as a pointer; the compiler's <c>nuint</c>.</summary>
public readonly unsafe struct UIntPtr : IComparable<nuint>, IEquatable<nuint>
{
    /// <summary>The value 0.</summary>
    public static nuint Zero => 0;

    /// <summary>Bytes of a pointer: 4 or 8.</summary>
    public static int Size => sizeof(nuint);

    /// <summary>The smallest value.</summary>
    public static nuint MinValue => 0;

    /// <summary>The largest value.</summary>
    public static nuint MaxValue => unchecked((nuint)(-1));

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(nuint value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(nuint other) => this == other;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => unchecked((int)this ^ (int)((long)this >> 32));
}
