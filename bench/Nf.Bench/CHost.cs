using System;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Host functions of the guest bench.wat in C.</summary>
internal readonly unsafe struct CHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        bool isAdd = name.SequenceEqual("add"u8);
        function = isAdd ? new HostFunction("ii:i"u8, NativeBaseline.Add) : new HostFunction(":"u8, NativeBaseline.Enter);
        return Status.Ok;
    }
}
