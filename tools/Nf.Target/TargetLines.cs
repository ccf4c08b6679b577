using System;
using Nf.Errors;

namespace Nf.Target;

/// <summary>Opens lines to targets.</summary>
public static class TargetLines
{
    /// <summary>A line to a target, which is opened again when it breaks.</summary>
    /// <param name="address">The target; an emulated one has to be given as its socket.</param>
    /// <exception cref="NfException">It cannot be reached.</exception>
    public static ReconnectingLine Open(TargetAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new ReconnectingLine(() => address.Kind switch
        {
            TargetKind.Serial => new SerialLine(address.Place),
            TargetKind.Unix => SocketLine.Unix(address.Place),
            TargetKind.Tcp => SocketLine.Tcp(address.EndPoint()),
            _ => throw new NfException(Status.NotSupported, $"{address}: the emulator has to be started first."),
        });
    }
}
