namespace Nf.Platform;

/// <summary>The level of a pin. The numbers are those that guests pass.</summary>
public enum PinValue
{
    /// <summary>Near ground.</summary>
    Low = 0,

    /// <summary>Near the supply voltage.</summary>
    High = 1,
}
