namespace Nf.FirmwareHost;

/// <summary>Functions of module <c>nf</c> by the numbers that a <see cref="CallRing"/> has for them; <c>enum nf_call</c> of nf.h.</summary>
public enum CallNumber
{
    /// <summary>log</summary>
    Log = 1,

    /// <summary>clock_now_ns</summary>
    ClockNowNs = 2,

    /// <summary>tick</summary>
    Tick = 3,

    /// <summary>gpio_configure</summary>
    GpioConfigure = 4,

    /// <summary>gpio_read</summary>
    GpioRead = 5,

    /// <summary>gpio_write</summary>
    GpioWrite = 6,

    /// <summary>i2c_write</summary>
    I2cWrite = 7,

    /// <summary>i2c_read</summary>
    I2cRead = 8,

    /// <summary>i2c_write_read</summary>
    I2cWriteRead = 9,
}
