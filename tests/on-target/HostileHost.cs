using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// Module <c>test</c> for hostile guests: a function with as many cells as there may be, and some that call back into the guest.
/// </summary>
internal readonly unsafe struct HostileHost : IHostFunctions
{
    /// <summary>What <c>reenter</c> calls; set before the guest runs.</summary>
    public static Instance Guest;

    /// <summary>Function of the guest that <c>reenter</c> calls; it takes an i32.</summary>
    public static ExportedFunction Inner;

    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual("test"u8)) return Status.ImportUnknown;
        if (name.SequenceEqual("wide"u8)) function = new HostFunction(WideSignature, &Wide);
        else if (name.SequenceEqual("reenter"u8)) function = new HostFunction(":i"u8, &Reenter);
        else if (name.SequenceEqual("allocate"u8)) function = new HostFunction("i:i"u8, &Allocate);
        else if (name.SequenceEqual("try-allocate"u8)) function = new HostFunction("i:i"u8, &TryAllocate);
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

    /// <summary>Gives the guest what its allocator answers, or ends its call as the allocator ended.</summary>
    [UnmanagedCallersOnly]
    private static int Allocate(HostCall* call)
    {
        Status status = call->Allocate(call->UInt32(0), out uint pointer);
        if (status == Status.Ok) call->Return((int)pointer);
        return (int)status;
    }

    /// <summary>Gives the guest the status of its allocator, whatever it is.</summary>
    [UnmanagedCallersOnly]
    private static int TryAllocate(HostCall* call)
    {
        call->Return((int)call->Allocate(call->UInt32(0), out _));
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
