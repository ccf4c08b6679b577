namespace Nf.Platform;

/// <summary>Changes of a level that are watched. The numbers are those that guests pass.</summary>
public enum PinEdges
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>From Low to High.</summary>
    Rising = 1,

    /// <summary>From High to Low.</summary>
    Falling = 2,

    /// <summary>Both.</summary>
    Both = 3,
}
