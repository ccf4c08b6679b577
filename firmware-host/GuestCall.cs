using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Calls into a guest: each gets the fuel of a call, and what it used is counted.</summary>
internal static class GuestCall
{
    /// <summary>Runs the module's start function, if it has one.</summary>
    public static Status Start(ref HostContext host, in Instance instance)
    {
        _ = instance.SetFuel(host.FuelOfCall);
        Status status = instance.Start();
        host.CountFuel(instance.Fuel);
        return status;
    }

    /// <summary>Calls a function.</summary>
    /// <returns>As <see cref="Instance.Call"/>.</returns>
    public static Status Invoke(
        ref HostContext host, in Instance instance, in ExportedFunction function, ReadOnlySpan<ulong> arguments, Span<ulong> results)
    {
        _ = instance.SetFuel(host.FuelOfCall);
        Status status = instance.Call(in function, arguments, results);
        host.CountFuel(instance.Fuel);
        return status;
    }

    /// <summary>Calls a function that gives an i32: a negative one is the guest's own failure, a positive one its wish to end.</summary>
    /// <returns>As <see cref="Instance.Call"/>, and GuestFailed.</returns>
    public static Status InvokeForResult(
        ref HostContext host, in Instance instance, in ExportedFunction function, ReadOnlySpan<ulong> arguments, out int result)
    {
        ulong cell = 0;
        Status status = Invoke(ref host, in instance, in function, arguments, new Span<ulong>(ref cell));
        result = (int)cell;
        return status == Status.Ok && result < 0 ? Status.GuestFailed : status;
    }
}
