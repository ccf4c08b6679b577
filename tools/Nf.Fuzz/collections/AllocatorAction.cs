namespace Nf.Fuzz;

/// <summary>What the allocator of <see cref="CollectionGuest"/> does before it answers.</summary>
internal enum AllocatorAction : uint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Traps.</summary>
    Trap,

    /// <summary>Loops until the fuel is gone.</summary>
    Spin,

    /// <summary>Grows the memory.</summary>
    Grow,

    /// <summary>Calls a host function that allocates.</summary>
    CallHost,

    /// <summary>Calls itself.</summary>
    Recurse,
}
