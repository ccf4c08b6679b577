using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A restart that was asked for, then one after a fault of the host: each start knows why, and the faults are kept.</summary>
internal static unsafe class RestartTest
{
    // Zero, but not for the compiler to see.
    private static int s_zero;

    /// <summary>Says what the third start finds.</summary>
    public static Status Run()
    {
        CrashMemory* crash = BoardSystem.Crash;
        switch (crash->Note.Boots)
        {
            case 1:
                GuestFault guest = new() { Place = 2, Status = Status.TrapUnreachable, Fuel = 77, UptimeNanoseconds = 5, FrameCount = 1 };
                guest.Frames[0].FunctionIndex = 9;
                crash->Record(in guest);
                BoardSystem.Restart();
                return Status.InternalError;
            case 2:
                s_zero = (int)(crash->Note.Boots >> 16);
                return (Status)(7 / s_zero);
            default:
                return Report(crash);
        }
    }

    private static Status Report(CrashMemory* crash)
    {
        bool hasHost = crash->TryRead(out HostFault host), hasGuest = crash->TryRead(out GuestFault guest);
        Program.Say("host"u8, hasHost ? host.Kind : -1, crash->Note.Faults);
        Program.Say("guest"u8, hasGuest ? (long)guest.Status : -1, guest.Frames[0].FunctionIndex);
        crash->Forget();
        Program.Say("forgotten"u8, crash->TryRead(out host) ? 0 : 1, crash->TryRead(out guest) ? 0 : 1);
        return Status.Ok;
    }
}
