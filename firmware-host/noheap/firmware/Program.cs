using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>The entry of the image.</summary>
internal static unsafe class Program
{
    [DllImport("nf_board", EntryPoint = "nf_console_write")]
    private static extern void ConsoleWrite(byte* bytes, int length);

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        System.ReadOnlySpan<byte> text = "hello\n"u8;
        fixed (byte* bytes = text)
            ConsoleWrite(bytes, text.Length);
        return (int)Status.Ok;
    }
}
