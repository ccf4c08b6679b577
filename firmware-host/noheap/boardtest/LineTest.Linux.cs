namespace Nf.FirmwareHost;

internal static partial class LineTest
{
    private static partial Status Open(ref BoardLine line) => line.OpenUnix("line\0"u8);
}
