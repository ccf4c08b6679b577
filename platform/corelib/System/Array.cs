namespace System;

/// <summary>The base of every array. None can be created in this world.</summary>
public abstract class Array
{
#pragma warning disable CS0649 // What an array's header holds.
    private readonly int _length;
#pragma warning restore CS0649

    /// <summary>The number of elements. O(1).</summary>
    public int Length => _length;
}
