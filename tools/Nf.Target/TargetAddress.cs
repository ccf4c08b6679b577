using System;
using System.Globalization;
using System.Net;
using Nf.Errors;

namespace Nf.Target;

/// <summary>Where a target is, as a person writes it.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Place">What stands behind the colon: a device, a path, an address with a port, a board.</param>
public sealed record TargetAddress(TargetKind Kind, string Place)
{
    /// <summary>The forms that there are.</summary>
    public const string Forms = "serial:/dev/ttyUSB0, unix:PATH, tcp:127.0.0.1:PORT or emu:BOARD";

    /// <summary>Reads an address.</summary>
    /// <param name="text">As in <see cref="Forms"/>.</param>
    /// <exception cref="NfException">Usage: it is not in one of the forms, or leads to another machine.</exception>
    public static TargetAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':', 2);
        if (parts is not [var kind, { Length: > 0 } place])
            throw Wrong(text);
        TargetAddress address = kind switch
        {
            "serial" => new TargetAddress(TargetKind.Serial, place),
            "unix" => new TargetAddress(TargetKind.Unix, place),
            "tcp" => new TargetAddress(TargetKind.Tcp, place),
            "emu" => new TargetAddress(TargetKind.Emulator, place),
            _ => throw Wrong(text),
        };
        if (address.Kind == TargetKind.Tcp)
            _ = address.EndPoint();
        return address;
    }

    /// <summary>The end point of a TCP address.</summary>
    /// <exception cref="NfException">Usage.</exception>
    public IPEndPoint EndPoint()
    {
        int colon = Place.LastIndexOf(':');
        string digits = Place[(colon + 1)..];
        if (colon < 0 || !ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            throw new NfException(Status.Usage, $"{this}: the port is missing; write tcp:127.0.0.1:PORT.");
        string host = Place[..colon];
        // Anybody who can write to the line can command the target, so none goes over a network.
        if (!IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) || !IPAddress.IsLoopback(address))
        {
            throw new NfException(Status.Usage,
                $"{this}: only this machine's own addresses are taken (127.0.0.1, [::1]), because the line has no lock of its own; "
                + "for another machine use `ssh -L PORT:127.0.0.1:PORT` and tcp:127.0.0.1:PORT.");
        }
        return new IPEndPoint(address, port);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TargetKind.Serial => $"serial:{Place}",
        TargetKind.Unix => $"unix:{Place}",
        TargetKind.Tcp => $"tcp:{Place}",
        _ => $"emu:{Place}",
    };

    private static NfException Wrong(string text) =>
        new(Status.Usage, $"The target is '{text}', but must be one of {Forms}.");
}
