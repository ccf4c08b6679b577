using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Module <c>nf</c>: waiting, for a guest that is a program. examples/include/nf.h is its contract.</summary>
internal static unsafe class WaitFunctions
{
    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = name.SequenceEqual("sleep_until_next_tick"u8) ? new HostFunction(":i"u8, &SleepUntilNextTick) : default;
        return function.Function != null;
    }

    /// <summary>A guest that sleeps on after it was told to stop is ended.</summary>
    [UnmanagedCallersOnly]
    private static int SleepUntilNextTick(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        if (host.IsReactive) return NfFunctions.Answer(call, Status.NotSupported);
        if (host.StopTold) return (int)Status.Stopped;
        host.CountFuel(call->Fuel);
        call->SetFuel(host.FuelOfCall);
        Status status = host.NextTick(call->Memory);
        if (status is Status.TrapBadPointer or Status.BucketCorrupt) return (int)status;
        host.StopTold = status == Status.Stopped;
        return NfFunctions.Answer(call, status);
    }
}
