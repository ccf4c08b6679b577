using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Module <c>test</c>: what the guest of the self-tests imports. The context is a <see cref="long"/> that counts calls.</summary>
internal readonly unsafe struct TestHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual("test"u8)) return Status.ImportUnknown;
        if (name.SequenceEqual("add"u8)) function = new HostFunction("ii:i"u8, &Add);
        else if (name.SequenceEqual("mix"u8)) function = new HostFunction("IFfi:I"u8, &Mix);
        else if (name.SequenceEqual("refuse"u8)) function = new HostFunction("i:"u8, &Refuse);
        return function.Function == null ? Status.ImportUnknown : Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Add(HostCall* call)
    {
        ++*(long*)call->Context;
        call->Return(call->Int32(0) + call->Int32(1));
        return (int)Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Mix(HostCall* call)
    {
        call->Return(call->Int64(0) ^ call->Int64(1) ^ call->UInt32(2) ^ call->Int32(3));
        return (int)Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Refuse(HostCall* call) => call->Int32(0);
}
