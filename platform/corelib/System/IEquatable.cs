namespace System;

/// <summary>A type whose values can be compared for equality. Use as a constraint: then no call is dispatched at run time.</summary>
public interface IEquatable<T>
    where T : allows ref struct
{
    /// <summary>Whether both are equal.</summary>
    bool Equals(T? other);
}
