using System;
using System.Runtime.InteropServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// Tests a target's drivers. The first byte of the guest package says which; some restart the target, and go on where they were by what
/// the crash memory tells. Each result is a line on the console.
/// </summary>
internal static unsafe partial class Program
{
    private static Board s_board;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        uint bytes;
        byte* test = BoardImports.Guest(&bytes);
        KeepCrash();
        BoardSystem.Start();
        Status status = s_board.Initialize(default);
        if (status != Status.Ok || bytes == 0)
            return (int)status;
        Say("boot"u8, BoardSystem.Crash->Note.Boots, (long)BoardSystem.ResetCause);
        return (int)Run((char)*test);
    }

    // A board keeps it without being asked.
    static partial void KeepCrash();

    private static Status Run(char test) => test switch
    {
        'c' => ClockTest.Run(),
        'e' => EdgeTest.Run(ref s_board.Gpio),
        'l' => LineTest.Run(),
        'r' => RestartTest.Run(),
        'w' => WatchdogTest.Run(),
        'W' => StorageTest.Write(),
        'R' => StorageTest.Read(),
        _ => Status.NotFound,
    };

    /// <summary>Writes a line: a word and two numbers.</summary>
    internal static void Say(ReadOnlySpan<byte> word, long first, long second)
    {
        Span<byte> line = stackalloc byte[80];
        Utf8Writer writer = new(line);
        writer.Text(word);
        writer.Byte((byte)' ');
        writer.Decimal(first);
        writer.Byte((byte)' ');
        writer.Decimal(second);
        writer.Byte((byte)'\n');
        fixed (byte* text = line)
            BoardImports.ConsoleWrite(text, writer.Written.Length);
    }
}
