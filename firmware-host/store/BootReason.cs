namespace Nf.FirmwareHost;

/// <summary>Why a module was chosen.</summary>
public enum BootReason
{
    /// <summary>None was: there is no valid one.</summary>
    None = 0,

    /// <summary>It is the stable one.</summary>
    Stable = 1,

    /// <summary>It was activated and has still to be confirmed.</summary>
    Trial = 2,

    /// <summary>It is the stable one, because the one activated after it was not confirmed in time, was rejected or is damaged.</summary>
    RolledBack = 3,

    /// <summary>It is the only valid one, though it was not confirmed or is older than the one that is damaged.</summary>
    LastResort = 4,
}
