using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>What a module under test may import: module <c>fuzz</c>.</summary>
public readonly unsafe struct FuzzHost : IHostFunctions
{
    private const int SumBytesMax = 4096;

    /// <summary>The module's name.</summary>
    public static ReadOnlySpan<byte> Module => "fuzz"u8;

    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual(Module)) return Status.ImportUnknown;
        if (name.SequenceEqual("mix"u8)) function = new HostFunction("iI:I"u8, &Mix);
        else if (name.SequenceEqual("sum"u8)) function = new HostFunction("ii:i"u8, &Sum);
        else if (name.SequenceEqual("stop"u8)) function = new HostFunction("i:"u8, &Stop);
        else if (name.SequenceEqual("allocate"u8)) function = new HostFunction("i:i"u8, &Allocate);
        else return Status.ImportUnknown;
        return Status.Ok;
    }

    // A value that depends on each bit of both arguments.
    [UnmanagedCallersOnly]
    private static int Mix(HostCall* call)
    {
        call->Return((long)((ulong)call->Int64(1) * 0x9E3779B97F4A7C15 + call->UInt32(0)));
        return 0;
    }

    // Charges and adds up bytes of the guest's memory.
    [UnmanagedCallersOnly]
    private static int Sum(HostCall* call)
    {
        Status status = call->TrySpan(call->UInt32(0), call->UInt32(1), out Span<byte> bytes);
        if (status != Status.Ok) return (int)status;
        if (bytes.Length > SumBytesMax) return (int)Status.TrapHostFunction;
        status = call->Charge((ulong)bytes.Length);
        if (status != Status.Ok) return (int)status;
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++) sum = sum * 31 + bytes[i];
        call->Return((int)sum);
        return 0;
    }

    // Asks the guest's own allocator; the generator makes none, tests do.
    [UnmanagedCallersOnly]
    private static int Allocate(HostCall* call)
    {
        Status status = call->Allocate(call->UInt32(0), out uint pointer);
        if (status == Status.Ok) call->Return((int)pointer);
        return (int)status;
    }

    // Ends the call when its argument is odd.
    [UnmanagedCallersOnly]
    private static int Stop(HostCall* call) => (call->UInt32(0) & 1) != 0 ? (int)Status.TrapHostFunction : 0;
}
