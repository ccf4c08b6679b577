namespace Nf.Runtime;

/// <summary>Where an instance of a pool stands, or could.</summary>
internal struct PoolPlace
{
    internal Instance Instance;

    /// <summary>The next place in the list of idle or of free ones; -1 at its end.</summary>
    internal int Next;

    /// <summary>Of the last lease.</summary>
    internal uint Generation;

    /// <summary>The ceiling that holds for who has the place.</summary>
    internal uint MemoryPagesMax;

    /// <summary>The ceiling that the instance was made under.</summary>
    internal uint MadeWithPages;

    /// <summary>Linear memory of the instance before it ran.</summary>
    internal ulong BaselineBytes;

    internal PoolPlaceState State;

    internal bool HasInstance;
}
