namespace System;

/// <summary>True or false; the compiler's <c>bool</c>. One byte, 1 or 0.</summary>
public readonly struct Boolean : IEquatable<bool>
{
    /// <summary>Whether both are the same. O(1).</summary>
    public bool Equals(bool obj) => this == obj;

    /// <summary>1 for true, 0 for false. O(1).</summary>
    public override int GetHashCode() => this ? 1 : 0;
}
