namespace Nf.FirmwareHost;

/// <summary>What a slot holds.</summary>
public enum SlotState
{
    /// <summary>No whole header.</summary>
    Empty = 0,

    /// <summary>A package that was verified and never activated.</summary>
    Staged = 1,

    /// <summary>A package that was activated and waits to be confirmed.</summary>
    Trial = 2,

    /// <summary>A package that was activated and not confirmed in time, or rejected.</summary>
    Rejected = 3,

    /// <summary>The package that is booted when none is on trial.</summary>
    Stable = 4,

    /// <summary>A package that was activated before the stable one.</summary>
    Previous = 5,
}
