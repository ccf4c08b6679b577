using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Module <c>env</c>: what compilers import on their own account.</summary>
internal static unsafe class EnvironmentFunctions
{
    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = name.SequenceEqual("abort"u8) ? new HostFunction("iiii:"u8, &Abort) : default;
        return function.Function != null;
    }

    // AssemblyScript's: message, file, line, column. The backtrace tells where it was.
    [UnmanagedCallersOnly]
    private static int Abort(HostCall* call) => (int)Status.GuestAborted;
}
