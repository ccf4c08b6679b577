namespace System;

/// <summary>A position counted from the start or from the end; the compiler's <c>^n</c>.</summary>
public readonly struct Index : IEquatable<Index>
{
    // A position from the end is kept as its complement, so that one int tells both.
    private readonly int _value;

    /// <summary>Counts <paramref name="value"/> (0 or more, else a fault) from the start, or from the end.</summary>
    public Index(int value, bool fromEnd = false)
    {
        if (value < 0)
            Internal.Runtime.CompilerHelpers.Fault.Raise(Internal.Runtime.CompilerHelpers.FaultKind.IndexOutOfRange);
        _value = fromEnd ? ~value : value;
    }

    /// <summary>The count.</summary>
    public int Value => _value < 0 ? ~_value : _value;

    /// <summary>Whether it is counted from the end.</summary>
    public bool IsFromEnd => _value < 0;

    /// <summary>The distance from the start in something of <paramref name="length"/> elements; not checked. O(1).</summary>
    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;

    /// <summary>Whether both are the same position.</summary>
    public bool Equals(Index other) => _value == other._value;

    /// <summary>Counts from the start.</summary>
    public static implicit operator Index(int value) => new(value);
}
