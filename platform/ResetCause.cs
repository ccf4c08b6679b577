namespace Nf.Platform;

/// <summary>Why a target started.</summary>
public enum ResetCause : byte
{
    /// <summary>The target cannot say.</summary>
    Unknown = 0,

    /// <summary>Power came on.</summary>
    PowerOn = 1,

    /// <summary>The reset pin.</summary>
    Pin = 2,

    /// <summary>The watchdog was not fed.</summary>
    Watchdog = 3,

    /// <summary>The program asked for it.</summary>
    Software = 4,

    /// <summary>The supply was too low.</summary>
    BrownOut = 5,

    /// <summary>The program recorded a fault of its own and reset.</summary>
    Fault = 6,
}
