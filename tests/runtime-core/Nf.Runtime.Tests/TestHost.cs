using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime.Tests;

/// <summary>The host functions of the tests: module <c>t</c>.</summary>
internal readonly unsafe struct TestHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual("t"u8)) return Status.ImportUnknown;
        if (name.SequenceEqual("nop"u8)) function = new HostFunction(":"u8, &Nop);
        else if (name.SequenceEqual("i32"u8)) function = new HostFunction("i:i"u8, &EchoInt32);
        else if (name.SequenceEqual("i64"u8)) function = new HostFunction("I:I"u8, &EchoInt64);
        else if (name.SequenceEqual("f32"u8)) function = new HostFunction("f:f"u8, &EchoInt32);
        else if (name.SequenceEqual("f64"u8)) function = new HostFunction("F:F"u8, &EchoInt64);
        else if (name.SequenceEqual("swap"u8)) function = new HostFunction("iIfF:FfIi"u8, &Swap);
        else if (name.SequenceEqual("end"u8)) function = new HostFunction("i:"u8, &End);
        else if (name.SequenceEqual("fill"u8)) function = new HostFunction("iii:i"u8, &Fill);
        else if (name.SequenceEqual("size"u8)) function = new HostFunction(":i"u8, &Size);
        else if (name.SequenceEqual("context"u8)) function = new HostFunction(":I"u8, &Context);
        else if (name.SequenceEqual("callback"u8)) function = new HostFunction("i:i"u8, &Callback);
        else if (name.SequenceEqual("charge"u8)) function = new HostFunction("i:"u8, &Charge);
        else if (name.SequenceEqual("refill"u8)) function = new HostFunction("i:"u8, &Refill);
        else return Status.ImportUnknown;
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Nop(HostCall* call) => 0;

    [UnmanagedCallersOnly]
    private static int EchoInt32(HostCall* call)
    {
        call->Return(call->Int32(0));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int EchoInt64(HostCall* call)
    {
        call->Return(call->Int64(0));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Swap(HostCall* call)
    {
        uint a = call->UInt32(0);
        long b = call->Int64(1);
        uint c = call->UInt32(2);
        long d = call->Int64(3);
        call->SetResult(0, (ulong)d);
        call->SetResult(1, c);
        call->SetResult(2, (ulong)b);
        call->SetResult(3, a);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int End(HostCall* call) => call->Int32(0);

    [UnmanagedCallersOnly]
    private static int Fill(HostCall* call)
    {
        Status status = call->TrySpan(call->UInt32(0), call->UInt32(1), out Span<byte> span);
        span.Fill((byte)call->Int32(2));
        call->Return((int)status);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Charge(HostCall* call) => (int)call->Charge(call->UInt32(0));

    [UnmanagedCallersOnly]
    private static int Refill(HostCall* call)
    {
        call->SetFuel(call->UInt32(0));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Size(HostCall* call)
    {
        call->Return(call->Memory.Length);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Context(HostCall* call)
    {
        call->Return((long)call->Context);
        return 0;
    }

    // The context is a handle to a Func<int, int>.
    [UnmanagedCallersOnly]
    private static int Callback(HostCall* call)
    {
        Func<int, int> function = (Func<int, int>)GCHandle.FromIntPtr(call->Context).Target!;
        call->Return(function(call->Int32(0)));
        return 0;
    }
}
