namespace System;

/// <summary>A type whose values have an order. Use as a constraint: then no call is dispatched at run time.</summary>
public interface IComparable<in T>
    where T : allows ref struct
{
    /// <summary>Negative when this value comes before <paramref name="other"/>, 0 when equal, positive when after.</summary>
    int CompareTo(T? other);
}
