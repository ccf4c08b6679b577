using System;

namespace Nf.FirmwareHost;

/// <summary>Lines for who watches the console of a board.</summary>
internal static unsafe class HostConsole
{
    /// <summary>Writes a line.</summary>
    public static void Say(LogLevel level, ReadOnlySpan<byte> text)
    {
        byte end = (byte)'\n';
        fixed (byte* start = text) BoardImports.ConsoleWrite(start, text.Length);
        BoardImports.ConsoleWrite(&end, 1);
    }
}
