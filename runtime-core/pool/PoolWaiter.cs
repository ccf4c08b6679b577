namespace Nf.Runtime;

/// <summary>A taker that waits, on its own stack; it leaves the list before it returns.</summary>
internal unsafe struct PoolWaiter
{
    internal PoolWaiter* Next;
    internal PoolWaiter* Previous;

    /// <summary>The place that was given to it, once <see cref="Granted"/> is 1.</summary>
    internal int Place;

    /// <summary>What it sleeps on: 0 until it has a place.</summary>
    internal int Granted;
}
