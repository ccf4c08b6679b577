using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.OnTarget;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The entry of the self-test image: one line a test, then how many failed. They run on the stack that guests have. A guest package
/// turns the image into a test of that stack's guard: it is used up. An argument, on Linux, turns it into a test of the fault handlers: a
/// guest traps, then the program itself accesses address 0.
/// </summary>
internal static unsafe partial class Program
{
    private static Status s_status;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        uint guestBytes;
        _ = nf_guest(&guestBytes);
        delegate* unmanaged<nint, void> work = guestBytes == 0 ? &RunTests : &Overflow;
        if (argumentCount > 1) TestFaults(ref work);
        Status status = GuestThread.Run(work, 0, BoardConstants.GuestThreadStackBytes);
        return (int)(status == Status.Ok ? s_status : status);
    }

    [UnmanagedCallersOnly]
    private static void RunTests(nint argument)
    {
        ConsoleReport report = default;
        SelfTests.Run(ref report);
        report.Finish();
        s_status = report.Status;
    }

    [UnmanagedCallersOnly]
    private static void Overflow(nint argument) => s_status = (Status)Recurse(1);

    // A board has neither arguments nor room for it.
    static partial void TestFaults(ref delegate* unmanaged<nint, void> work);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth)
    {
        Span<int> numbers = stackalloc int[16];
        numbers[depth & 15] = depth;
        return Recurse(depth + 1) + numbers[(depth + 1) & 15];
    }

    [DllImport("nf_board")]
    private static extern byte* nf_guest(uint* bytes);
}
