using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Host functions of the guest collections.wat: module <c>vera</c>, and one that does nothing but allocate.</summary>
internal readonly unsafe struct CollectionHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (module.SequenceEqual(VeraFunctions.Module)) return VeraFunctions.TryFind(name, out function) ? Status.Ok : Status.ImportUnknown;
        function = new HostFunction("i:i"u8, &Allocate);
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Allocate(HostCall* call)
    {
        Status status = call->Allocate(call->UInt32(0), out uint first);
        if (status == Status.Ok) status = call->Allocate(call->UInt32(0), out _);
        call->Return((int)first);
        return (int)status;
    }
}
