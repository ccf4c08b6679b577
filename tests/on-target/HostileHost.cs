using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// Module <c>test</c> for hostile guests: a function with as many cells as there may be, and one that calls back into the guest.
/// </summary>
internal readonly unsafe struct HostileHost : IHostFunctions
{
    /// <summary>What <c>reenter</c> calls; set before the guest runs.</summary>
    public static Instance<Wasm3Engine> Guest;

    /// <summary>Function of the guest that <c>reenter</c> calls; it takes an i32.</summary>
    public static ExportedFunction Inner;

    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual("test"u8)) return Status.ImportUnknown;
        if (name.SequenceEqual("wide"u8)) function = new HostFunction(WideSignature, &Wide);
        else if (name.SequenceEqual("reenter"u8)) function = new HostFunction(":i"u8, &Reenter);
        return function.Function == null ? Status.ImportUnknown : Status.Ok;
    }

    // 119 parameters and a result.
    private static ReadOnlySpan<byte> WideSignature =>
        "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii:i"u8;

    [UnmanagedCallersOnly]
    private static int Wide(HostCall* call)
    {
        int sum = call->Int32(0) + call->Int32(118);
        call->Return(sum);
        return (int)Status.Ok;
    }

    /// <summary>Gives the guest the status of the call back into it.</summary>
    [UnmanagedCallersOnly]
    private static int Reenter(HostCall* call)
    {
        Span<ulong> cells = stackalloc ulong[1];
        cells[0] = 0;
        Status status = Guest.Call(in Inner, cells.Slice(0, Inner.ParameterCount), cells);
        call->Return((int)status);
        return (int)Status.Ok;
    }
}
