namespace Nf.Runtime;

/// <summary>The right to use an instance of a pool until it is given back. One that is over is recognised. 8 bytes.</summary>
public readonly struct PoolLease
{
    internal PoolLease(int place, uint generation)
    {
        Place = place;
        Generation = generation;
    }

    /// <summary>Index of the place in the pool.</summary>
    public int Place { get; }

    // Counts how often the place was lent; 0 is never lent.
    internal uint Generation { get; }
}
