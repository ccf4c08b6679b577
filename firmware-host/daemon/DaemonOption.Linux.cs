using System;

namespace Nf.FirmwareHost;

/// <summary>One option of the daemon. The table is what is parsed and what <c>--help</c> prints.</summary>
internal readonly ref struct DaemonOption
{
    /// <summary>Options that there are.</summary>
    public const int Count = 10;

    private DaemonOption(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> help)
    {
        Name = name;
        Value = value;
        Help = help;
    }

    /// <summary>As it is written: <c>--state</c>.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What follows it; empty when nothing does.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>What it does.</summary>
    public ReadOnlySpan<byte> Help { get; }

    /// <summary>The option of a number. O(1).</summary>
    public static DaemonOption At(DaemonOptionName option) => option switch
    {
        DaemonOptionName.State => new("--state"u8, "DIR"u8, "Keep modules, crash record and lock in this folder. Needed."u8),
        DaemonOptionName.Control => new("--control"u8, "PATH"u8, "Listen for `nf` at this unix socket. Needed."u8),
        DaemonOptionName.Gpio => new("--gpio"u8, "CHIP"u8, "Pins are lines of this GPIO chip, as in /dev/gpiochip0; else simulated."u8),
        DaemonOptionName.Pin => new("--pin"u8, "NAME=LINE"u8, "This pin is this line, as in PF0=17; may be repeated. Else pin n is line n."u8),
        DaemonOptionName.I2c => new("--i2c"u8, "DEVICE"u8, "The I2C bus is this device, as in /dev/i2c-1; else simulated."u8),
        DaemonOptionName.Metrics => new("--metrics"u8, "PORT"u8, "Serve /metrics and /health over HTTP at this port of 127.0.0.1."u8),
        DaemonOptionName.Watchdog => new("--watchdog"u8, "DEVICE"u8, "Feed this watchdog, as in /dev/watchdog0, beside the one of systemd."u8),
        DaemonOptionName.Key => new("--key"u8, "FILE"u8, "Take only packages that were signed with this key."u8),
        DaemonOptionName.Help => new("--help"u8, default, "Show this text."u8),
        _ => new("--version"u8, default, "Show the version."u8),
    };
}
