using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Lines of text for who watches the console. On the control line they stand between frames, and its other end drops them.</summary>
internal static unsafe class Banner
{
    private const int LineMax = 96;

    /// <summary>What starts here, on what, for the how many-th time, and why.</summary>
    public static void Write()
    {
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        line.Text("nf "u8);
        FirmwareVersion.Write(ref line);
        line.Text(" on "u8);
        line.Text(BoardConstants.Name);
        line.Text(", start "u8);
        line.Decimal(BoardSystem.Crash->Note.Boots);
        line.Text(" after "u8);
        line.Text(NameOf(BoardSystem.ResetCause));
        HostConsole.Say(LogLevel.Info, line.Written);
    }

    /// <summary>A line that ends with the name of a status.</summary>
    public static void Say(ReadOnlySpan<byte> text, Status status)
    {
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        line.Text(text);
        line.Text(StatusName.Of(status));
        HostConsole.Say(LogLevel.Warning, line.Written);
    }

    private static ReadOnlySpan<byte> NameOf(ResetCause cause) => cause switch
    {
        ResetCause.PowerOn => "power on"u8,
        ResetCause.Pin => "reset pin"u8,
        ResetCause.Watchdog => "watchdog"u8,
        ResetCause.Software => "restart"u8,
        ResetCause.BrownOut => "brown-out"u8,
        ResetCause.Fault => "fault"u8,
        _ => "reset"u8,
    };
}
