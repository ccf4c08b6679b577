using System;
using System.Runtime.InteropServices;

internal static unsafe class Snippet
{
#pragma warning disable CS0649 // Nothing can be put there.
    private static Exception? s_failure;
#pragma warning restore CS0649

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        if (argumentCount == 0)
            throw s_failure!;
        return 0;
    }
}
