using System;

namespace Nf.Platform;

/// <summary>
/// Keeps a board and a hardware-in-loop rig in step: the board writes the line "@tick N" to its console and waits for the byte 0x06
/// (ASCII ACK); the rig sets sensors and pins in between.
/// </summary>
public struct RigLink
{
    /// <summary>The byte that lets the tick begin.</summary>
    public const byte Acknowledge = 0x06;

    /// <summary>
    /// Looks at the console before the wait ends with <see cref="Status.TimedOut"/>: ten seconds or more on every board and emulator,
    /// where one look takes at least 0.1 us.
    /// </summary>
    public const uint PollCountMax = 100_000_000;

    /// <summary>Whether there is a rig to wait for.</summary>
    public bool IsPresent { readonly get; set; }

    /// <summary>Announces a tick and waits for the rig. Other bytes that arrive in between are dropped.</summary>
    /// <typeparam name="TConsole">The console of the board.</typeparam>
    /// <param name="tick">The tick.</param>
    /// <param name="console">The console to which the rig listens.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.TimedOut"/> or a failure of the console.</returns>
    public readonly Status WaitForTick<TConsole>(ulong tick, ref TConsole console)
        where TConsole : struct, IConsole
    {
        Status status = Announce(tick, ref console);
        if (status != Status.Ok)
            return status;
        for (uint polls = 0; polls < PollCountMax; polls++)
        {
            if (console.TryRead(out byte value) && value == Acknowledge)
                return Status.Ok;
        }
        return Status.TimedOut;
    }

    private static Status Announce<TConsole>(ulong tick, ref TConsole console)
        where TConsole : struct, IConsole
    {
        Span<byte> line = stackalloc byte[32];
        Utf8Writer writer = new(line);
        writer.Text("@tick "u8);
        writer.Decimal(tick);
        writer.Byte((byte)'\n');
        return console.Write(writer.Written);
    }
}
