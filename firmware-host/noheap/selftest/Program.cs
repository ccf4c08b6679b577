using System;
using System.Runtime.InteropServices;
using Nf.OnTarget;

namespace Nf.FirmwareHost;

/// <summary>The entry of the self-test image: one line a test, then how many failed.</summary>
internal static unsafe class Program
{
    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        ConsoleReport report = default;
        SelfTests.Run(ref report);
        report.Finish();
        return (int)report.Status;
    }
}
