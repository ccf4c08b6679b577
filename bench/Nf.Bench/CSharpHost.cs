using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Host functions of the guest bench.wat in C#, but for "enter".</summary>
internal readonly unsafe struct CSharpHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("add"u8)) function = new HostFunction("ii:i"u8, &Add);
        else if (name.SequenceEqual("add_of"u8)) function = new HostFunction("ii:i"u8, &AddOf);
        else function = new HostFunction(":"u8, NativeBaseline.Enter);
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Add(HostCall* call)
    {
        call->Return(call->Int32(0) + call->Int32(1));
        return (int)Status.Ok;
    }

    // The second number comes from a host object.
    [UnmanagedCallersOnly]
    private static int AddOf(HostCall* call)
    {
        Status status = ((SlotTable<NumberObject>*)call->Context)->TryGet(new SlotHandle(call->Int32(1)), 1, out NumberObject addend);
        call->Return(call->Int32(0) + addend.Number);
        return (int)status;
    }
}
