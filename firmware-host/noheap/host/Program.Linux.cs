using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    private const int LinePathAt = 1;
    private const int StorePathAt = 2;
    private const int CrashPathAt = 3;
    private const int ArgumentCount = 4;

    private static byte** s_arguments;

    // With its ending zero.
    private static ReadOnlySpan<byte> StorePath => Argument(StorePathAt);

    private static Status Prepare(int argumentCount, byte** arguments)
    {
        s_arguments = arguments;
        if (argumentCount == ArgumentCount) return BoardSystem.KeepCrash(Argument(CrashPathAt));
        Banner.Say("expected the paths of: a socket, a file for the module store, a file for the last fault: "u8, Status.Usage);
        return Status.Usage;
    }

    private static Status OpenLine(ref BoardLine line) => line.OpenUnix(Argument(LinePathAt));

    private static ReadOnlySpan<byte> Argument(int index)
    {
        int length = 0;
        while (s_arguments[index][length] != 0) length++;
        return new ReadOnlySpan<byte>(s_arguments[index], length + 1);
    }
}
