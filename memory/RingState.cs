namespace Nf.Memory;

/// <summary>What a <see cref="BoundedRing{T}"/> keeps beside its items; all zero for a new ring. Owned by the caller.</summary>
public struct RingState
{
    /// <summary>The index of the oldest item.</summary>
    internal int Head;

    /// <summary>The number of items.</summary>
    internal int Count;
}
