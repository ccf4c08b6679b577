namespace System;

/// <summary>A UTF-16 code unit; the compiler's <c>char</c>.</summary>
public readonly struct Char : IEquatable<char>
{
    /// <summary>Whether both are the same code unit. O(1).</summary>
    public bool Equals(char obj) => this == obj;

    /// <summary>The code unit. O(1).</summary>
    public override int GetHashCode() => this;
}
