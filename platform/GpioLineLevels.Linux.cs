namespace Nf.Platform;

/// <summary>struct gpio_v2_line_values of linux/gpio.h.</summary>
internal struct GpioLineLevels
{
    /// <summary>The levels, a bit each.</summary>
    public ulong Bits;

    /// <summary>Which of them are meant.</summary>
    public ulong Mask;
}
