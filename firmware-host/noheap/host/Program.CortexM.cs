using System;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    // A board has one medium, and one control line.
    private static ReadOnlySpan<byte> StorePath => default;

    private static Status Prepare(int argumentCount, byte** arguments) => Status.Ok;

    private static Status OpenLine(ref BoardLine line) => line.Open();
}
