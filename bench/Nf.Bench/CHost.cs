using System;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Host functions of the guest bench.wat in C.</summary>
internal readonly unsafe struct CHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        // Objects are C#'s: the loop that hands one over is not run here, but must link.
        bool isEnter = name.SequenceEqual("enter"u8);
        function = isEnter ? new HostFunction(":"u8, NativeBaseline.Enter) : new HostFunction("ii:i"u8, NativeBaseline.Add);
        return Status.Ok;
    }
}
