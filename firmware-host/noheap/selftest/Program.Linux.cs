using System.Runtime.InteropServices;
using Nf.OnTarget;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    static partial void TestFaults(ref delegate* unmanaged<nint, void> work) => work = &FaultAfterTrap;

    [UnmanagedCallersOnly]
    private static void FaultAfterTrap(nint argument)
    {
        ConsoleReport report = default;
        TrapSelfTests.Run(ref report);
        report.Finish();
        s_status = (Status)(*(int*)argument);
    }
}
