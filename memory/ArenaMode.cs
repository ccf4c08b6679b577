namespace Nf.Memory;

/// <summary>Whether an <see cref="Arena"/> may be allocated from.</summary>
public enum ArenaMode
{
    /// <summary>The region holds no arena.</summary>
    None,

    /// <summary>Allocation and freeing are allowed.</summary>
    Boot,

    /// <summary>Allocation is a fault; freeing is allowed, so that every owner can still give back what it holds.</summary>
    Sealed,
}
