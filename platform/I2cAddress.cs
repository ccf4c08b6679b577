namespace Nf.Platform;

/// <summary>Which 7-bit I2C addresses a device may have.</summary>
public static class I2cAddress
{
    /// <summary>The lowest address of a device.</summary>
    public const int Min = 0x08;

    /// <summary>The highest address of a device.</summary>
    public const int Max = 0x77;

    /// <summary>
    /// Whether a device may have the address. The others are reserved (NXP UM10204, section 3.1.12); 0 would reach every device at once.
    /// O(1).
    /// </summary>
    /// <param name="address">Any number.</param>
    public static bool IsValid(int address) => address is >= Min and <= Max;
}
