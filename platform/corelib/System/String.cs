namespace System;

/// <summary>Text known when the program is built. Constants in attributes only: text at run time is UTF-8 in a span of bytes.</summary>
public sealed class String
{
#pragma warning disable CS0649 // The ahead-of-time compiler fills literals in.
    private readonly int _stringLength;
    private readonly char _firstChar;
#pragma warning restore CS0649

    /// <summary>UTF-16 code units. O(1).</summary>
    public int Length => _stringLength;

    internal ref readonly char FirstChar => ref _firstChar;
}
