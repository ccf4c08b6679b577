namespace System;

/// <summary>A 16-bit unsigned integer; the compiler's <c>ushort</c>.</summary>
public readonly struct UInt16 : IComparable<ushort>, IEquatable<ushort>
{
    /// <summary>The smallest value.</summary>
    public const ushort MinValue = 0;

    /// <summary>The largest value.</summary>
    public const ushort MaxValue = 65535;

    /// <summary>Negative when this value is less than <paramref name="value"/>, 0 when equal, positive when greater. O(1).</summary>
    public int CompareTo(ushort value) => this < value ? -1 : this > value ? 1 : 0;

    /// <summary>Whether both are the same number. O(1).</summary>
    public bool Equals(ushort obj) => this == obj;

    /// <summary>The value folded to 32 bits. O(1).</summary>
    public override int GetHashCode() => this;
}
