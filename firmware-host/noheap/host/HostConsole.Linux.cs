using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// Lines for who watches a daemon: standard output, with levels for systemd's journal when that is what reads it. A line that finds no room
/// there is lost: nobody who reads slowly holds up a guest.
/// </summary>
internal static unsafe class HostConsole
{
    private const int LineBytesMax = 224;
    private const byte NotShown = (byte)'?';

    // A guest may log as fast as it can; what that costs is bounded, as all that its call costs.
    private const int LinesPerTurn = 4;

    private static int s_lines;
    private static uint s_leftOut;

    /// <summary>Writes a line.</summary>
    public static void Say(LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        Span<byte> buffer = stackalloc byte[LineBytesMax];
        Utf8Writer line = new(buffer);
        Begin(ref line, level);
        line.Text(text);
        End(ref line);
    }

    /// <summary>Begins a turn of the host: lines may be written again.</summary>
    public static void BeginTurn()
    {
        s_lines = 0;
        if (s_leftOut == 0) return;
        Span<byte> buffer = stackalloc byte[LineBytesMax];
        Utf8Writer text = new(buffer);
        text.Decimal(s_leftOut);
        text.Text(" lines left out"u8);
        s_leftOut = 0;
        Say(LogLevel.Warning, text.Written);
    }

    /// <summary>Writes what the host or a guest logged, unless there was much of it in this turn already.</summary>
    public static void Say(byte place, LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        if (s_lines++ >= LinesPerTurn)
        {
            s_leftOut++;
            return;
        }

        Span<byte> buffer = stackalloc byte[LineBytesMax];
        Utf8Writer line = new(buffer);
        Begin(ref line, level);
        if (place != LogRing.HostPlace)
        {
            line.Text("place "u8);
            line.Decimal(place);
            line.Text(": "u8);
        }

        // A guest's text stays in its line, and writes nothing that a terminal would obey.
        for (int i = 0; i < text.Length; i++) line.Byte(text[i] is < (byte)' ' or 0x7F ? NotShown : text[i]);
        End(ref line);
    }

    // The numbers of syslog(3), from 7 for debugging to 3 for errors.
    private static void Begin(ref Utf8Writer line, LogLevel level)
    {
        if (!LinuxConsole.IsJournal) return;
        line.Byte((byte)'<');
        line.Byte((byte)(level switch { LogLevel.Debug => '7', LogLevel.Info => '6', LogLevel.Warning => '4', _ => '3' }));
        line.Byte((byte)'>');
    }

    private static void End(ref Utf8Writer line)
    {
        line.Byte((byte)'\n');
        default(LinuxConsole).WriteIfRoom(line.Written);
    }
}
