namespace System;

/// <summary>A signed integer as wide as a pointer; the compiler's <c>nint</c>.</summary>
public readonly unsafe struct IntPtr : IComparable<nint>, IEquatable<nint>
{
    /// <summary>The value 0.</summary>
    public static nint Zero => 0;

    /// <summary>Bytes of a pointer: 4 or 8.</summary>
    public static int Size => sizeof(nint);

    /// <summary>The smallest value.</summary>
    public static nint MinValue => sizeof(nint) == 4 ? int.MinValue : unchecked((nint)long.MinValue);

    /// <summary>The largest value.</summary>
    public static nint MaxValue => sizeof(nint) == 4 ? int.MaxValue : unchecked((nint)long.MaxValue);

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(nint value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(nint other) => this == other;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => unchecked((int)this ^ (int)((long)this >> 32));
}
