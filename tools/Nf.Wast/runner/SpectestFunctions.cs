using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Module <c>spectest</c>, which the specification's tests import: functions that take values and print nothing.</summary>
public readonly unsafe struct SpectestFunctions : IHostFunctions
{
    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        ReadOnlySpan<byte> signature = module.SequenceEqual("spectest"u8) ? Signature(name) : default;
        function = new HostFunction(signature, &Print);
        return signature.Length == 0 ? Status.ImportUnknown : Status.Ok;
    }

    private static ReadOnlySpan<byte> Signature(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("print"u8)) return ":"u8;
        if (name.SequenceEqual("print_i32"u8)) return "i:"u8;
        if (name.SequenceEqual("print_i64"u8)) return "I:"u8;
        if (name.SequenceEqual("print_f32"u8)) return "f:"u8;
        if (name.SequenceEqual("print_f64"u8)) return "F:"u8;
        if (name.SequenceEqual("print_i32_f32"u8)) return "if:"u8;
        return name.SequenceEqual("print_f64_f64"u8) ? "FF:"u8 : default;
    }

    [UnmanagedCallersOnly]
    private static int Print(HostCall* call) => (int)Status.Ok;
}
