namespace Nf.Platform;

/// <summary>
/// Requests of ioctl(2) that nf makes. The numbers are the same on x86-64, arm64 and arm; a test compares them with the kernel's headers.
/// </summary>
internal static class LinuxRequests
{
    /// <summary>WDIOC_KEEPALIVE of linux/watchdog.h.</summary>
    public const nuint WatchdogKeepAlive = 0x8004_5705;

    /// <summary>WDIOC_SETTIMEOUT of linux/watchdog.h.</summary>
    public const nuint WatchdogSetTimeout = 0xC004_5706;

    /// <summary>I2C_RDWR of linux/i2c-dev.h.</summary>
    public const nuint I2cTransfer = 0x0707;

    /// <summary>GPIO_GET_CHIPINFO_IOCTL of linux/gpio.h.</summary>
    public const nuint GpioChipInfo = 0x8044_B401;

    /// <summary>GPIO_V2_GET_LINE_IOCTL of linux/gpio.h.</summary>
    public const nuint GpioRequestLine = 0xC250_B407;

    /// <summary>GPIO_V2_LINE_SET_CONFIG_IOCTL of linux/gpio.h.</summary>
    public const nuint GpioConfigureLine = 0xC110_B40D;

    /// <summary>GPIO_V2_LINE_GET_VALUES_IOCTL of linux/gpio.h.</summary>
    public const nuint GpioReadLine = 0xC010_B40E;

    /// <summary>GPIO_V2_LINE_SET_VALUES_IOCTL of linux/gpio.h.</summary>
    public const nuint GpioWriteLine = 0xC010_B40F;
}
