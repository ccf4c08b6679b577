using System;

namespace Nf.Platform;

/// <summary>
/// Names of pins: "PA0" is pin 0, "PF0" is pin 40, "PH7" is pin 63. A pin's number is 8 x port + bit, for the ports A to H.
/// </summary>
public static class PinName
{
    /// <summary>Ports that have names: A to H.</summary>
    public const int PortCount = 8;

    /// <summary>Pins of a port.</summary>
    public const int PinsPerPort = 8;

    /// <summary>Pins that have names: 0 to 63.</summary>
    public const int PinCount = PortCount * PinsPerPort;

    /// <summary>Bytes of a name.</summary>
    public const int Length = 3;

    /// <summary>Finds the pin of a name. O(1).</summary>
    /// <param name="name">Three ASCII bytes: 'P', the port in capitals, the bit.</param>
    /// <param name="pin">The pin, 0 to 63; -1 on failure.</param>
    /// <returns><see cref="Status.Ok"/>, or <see cref="Status.PinNotFound"/> for anything that is not such a name.</returns>
    public static Status Parse(ReadOnlySpan<byte> name, out int pin)
    {
        pin = -1;
        if (name.Length != Length || name[0] != (byte)'P')
            return Status.PinNotFound;
        int port = name[1] - 'A';
        int bit = name[2] - '0';
        if ((uint)port >= PortCount || (uint)bit >= PinsPerPort)
            return Status.PinNotFound;
        pin = (port * PinsPerPort) + bit;
        return Status.Ok;
    }

    /// <summary>Writes the name of a pin; a number that no pin has is written in decimal. O(1).</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="writer">Takes the name, 3 bytes for a pin, at most 11 for another number.</param>
    public static void Format(int pin, ref Utf8Writer writer)
    {
        if ((uint)pin >= PinCount)
        {
            writer.Decimal(pin);
            return;
        }
        writer.Byte((byte)'P');
        writer.Byte((byte)('A' + (pin / PinsPerPort)));
        writer.Byte((byte)('0' + (pin % PinsPerPort)));
    }
}
