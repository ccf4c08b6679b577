using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Whether a guest may use the pin or device of a number: the names that capabilities have for them (docs/PACKAGE.md).</summary>
internal static class DeviceAccess
{
    // "0x48"
    private const int I2cNameBytes = 4;

    /// <summary>The class of pins.</summary>
    public static ReadOnlySpan<byte> Gpio => "gpio"u8;

    /// <summary>The class of devices on the I2C bus.</summary>
    public static ReadOnlySpan<byte> I2c => "i2c"u8;

    /// <summary>The use of a pin as an input.</summary>
    public static ReadOnlySpan<byte> Input => "in"u8;

    /// <summary>The use of a pin as an output.</summary>
    public static ReadOnlySpan<byte> Output => "out"u8;

    /// <summary>Checks a pin. O(bytes of the capabilities).</summary>
    /// <param name="host">The guest's.</param>
    /// <param name="pin">Any number; whether there is such a pin, the board says.</param>
    /// <param name="use">Empty for reading its level, which both uses include.</param>
    /// <returns>Ok or NotGranted.</returns>
    public static Status CheckPin(in HostContext host, int pin, ReadOnlySpan<byte> use)
    {
        Span<byte> buffer = stackalloc byte[Utf8Writer.DecimalLengthMax];
        Utf8Writer name = new(buffer);
        PinName.Format(pin, ref name);
        return host.Allows(Gpio, name.Written, use) ? Status.Ok : Status.NotGranted;
    }

    /// <summary>Checks a device on the I2C bus. O(bytes of the capabilities).</summary>
    /// <param name="host">The guest's.</param>
    /// <param name="address">Any number; whether it is an address, the bus says.</param>
    /// <returns>Ok or NotGranted.</returns>
    public static Status CheckI2c(in HostContext host, int address)
    {
        Span<byte> name = stackalloc byte[I2cNameBytes];
        name[0] = (byte)'0';
        name[1] = (byte)'x';
        name[2] = Digit(address >> 4);
        name[3] = Digit(address);
        bool hasName = (uint)address <= byte.MaxValue;
        return host.Allows(I2c, hasName ? name : default) ? Status.Ok : Status.NotGranted;
    }

    private static byte Digit(int number) => "0123456789abcdef"u8[number & 0xF];
}
