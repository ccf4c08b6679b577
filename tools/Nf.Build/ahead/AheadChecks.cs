namespace Nf.Build;

/// <summary>How code compiled ahead of time keeps a guest inside its linear memory.</summary>
public enum AheadChecks
{
    /// <summary>Each load and store compares its address with the memory's size.</summary>
    Explicit,

    /// <summary>Inaccessible addresses behind the memory fault. On 64-bit Linux only.</summary>
    Guard,
}
