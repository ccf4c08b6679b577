using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A digital pin as an object: "PF0" with "number" and "level". Its number is the pin's.</summary>
internal static class PinObject
{
    /// <inheritdoc cref="HostObjectType.Find"/>
    public static Status Find(ref HostContext host, ReadOnlySpan<byte> name, out int pin)
    {
        if (PinName.Parse(name, out pin) != Status.Ok) return Status.NotFound;
        return host.Allows(DeviceAccess.Gpio, name) ? Status.Ok : Status.NotGranted;
    }

    /// <inheritdoc cref="HostObjectType.Probe"/>
    public static Status Probe(ref HostContext host, int pin) => pin < Board.PinCount ? Status.Ok : Status.NotFound;

    /// <inheritdoc cref="HostObjectType.Read"/>
    public static Status Read(ref HostContext host, int pin, Locator locator, Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        ReadOnlySpan<byte> name = locator.Next();
        if (!locator.IsAtEnd) return Status.NotFound;
        if (name.SequenceEqual("number"u8)) return FieldBytes.Write((uint)pin, buffer, out bytes);
        if (!name.SequenceEqual("level"u8)) return Status.NotFound;
        if (buffer.Length < sizeof(uint)) return Status.BufferTooSmall;
        Status status = host.Board.Gpio.Read(pin, out PinValue value);
        host.Trace.GpioRead(host.Tick, pin, value, status);
        return status == Status.Ok ? FieldBytes.Write((uint)value, buffer, out bytes) : status;
    }

    /// <inheritdoc cref="HostObjectType.Length"/>
    public static Status Length(ref HostContext host, Locator locator, out int length)
    {
        length = 0;
        return Status.NotFound;
    }
}
