using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The function of module <c>nf</c> that works off a <see cref="CallRing"/>.</summary>
internal static unsafe class RingFunctions
{
    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = name.SequenceEqual("submit"u8) ? new HostFunction("i:i"u8, &Submit) : default;
        return function.Function != null;
    }

    [UnmanagedCallersOnly]
    private static int Submit(HostCall* call)
    {
        Status status = CallRing.Submit(call, call->UInt32(0), out int answer);
        call->Return(answer);
        return (int)status;
    }
}
