namespace Nf.Runtime;

/// <summary>What a place of a pool is at.</summary>
internal enum PoolPlaceState
{
    /// <summary>It has no instance.</summary>
    Free,

    /// <summary>Its instance was reset and waits.</summary>
    Idle,

    /// <summary>It is lent.</summary>
    Lent,

    /// <summary>It was given back: its instance is being reset or closed.</summary>
    Leaving,
}
