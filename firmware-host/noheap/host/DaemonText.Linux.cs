using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What the daemon writes: its help to standard output, what it refuses to standard error, what happens to its journal.</summary>
internal static unsafe class DaemonText
{
    private const int LineBytesMax = 256;
    private const int HelpBytesMax = 2048;

    private static LineStorage s_line;
    private static HelpStorage s_help;

    /// <summary>Says what is wrong with a command line.</summary>
    public static void Explain(in DaemonUsage trouble)
    {
        Utf8Writer line = new(s_line);
        trouble.Write(ref line);
        _ = default(LinuxConsole).WriteError(line.Written);
    }

    /// <summary>Says that another process has the state folder, and what to do.</summary>
    public static void ExplainBusy(ReadOnlySpan<byte> folder)
    {
        Utf8Writer line = new(s_line);
        line.Text("nfd: another nfd works in "u8);
        line.Text(folder);
        line.Text(": end that one first (systemctl stop nfd), or give another --state\n"u8);
        _ = default(LinuxConsole).WriteError(line.Written);
    }

    /// <summary>Says why something named on the command line cannot be used.</summary>
    public static void Refuse(byte* name, ReadOnlySpan<byte> why, Status status)
    {
        Utf8Writer line = new(s_line);
        line.Text("nfd: "u8);
        line.Text(CText.Of(name));
        line.Byte((byte)' ');
        line.Text(why);
        line.Text(" ("u8);
        line.Text(StatusName.Of(status));
        line.Text(")\n"u8);
        _ = default(LinuxConsole).WriteError(line.Written);
    }

    /// <summary>Says that the port of the metrics cannot be used.</summary>
    public static void RefusePort(ushort port, Status status)
    {
        Utf8Writer line = new(s_line);
        line.Text("nfd: cannot listen at port "u8);
        line.Decimal((int)port);
        line.Text(" of 127.0.0.1 ("u8);
        line.Text(StatusName.Of(status));
        line.Text(")\n"u8);
        _ = default(LinuxConsole).WriteError(line.Written);
    }

    /// <summary>Shows all options.</summary>
    public static Status ShowHelp()
    {
        Utf8Writer text = new(s_help);
        DaemonUsage.WriteHelp(ref text);
        return default(LinuxConsole).Write(text.Written);
    }

    /// <summary>Shows the version.</summary>
    public static Status ShowVersion()
    {
        Utf8Writer line = new(s_line);
        line.Text("nfd "u8);
        FirmwareVersion.Write(ref line);
        line.Byte((byte)'\n');
        return default(LinuxConsole).Write(line.Written);
    }

    [InlineArray(LineBytesMax)]
    private struct LineStorage
    {
        private byte _first;
    }

    [InlineArray(HelpBytesMax)]
    private struct HelpStorage
    {
        private byte _first;
    }
}
