using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Host functions of the guest bench.wat in C#, but for "enter".</summary>
internal readonly unsafe struct CSharpHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        bool isAdd = name.SequenceEqual("add"u8);
        function = isAdd ? new HostFunction("ii:i"u8, &Add) : new HostFunction(":"u8, NativeBaseline.Enter);
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Add(HostCall* call)
    {
        call->Return(call->Int32(0) + call->Int32(1));
        return (int)Status.Ok;
    }
}
