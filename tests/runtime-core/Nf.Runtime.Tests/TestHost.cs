using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime.Tests;

/// <summary>The host functions of the tests: module <c>t</c>, and <c>vera</c>.</summary>
internal readonly unsafe struct TestHost : IHostFunctions
{
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (module.SequenceEqual(VeraFunctions.Module)) return VeraFunctions.TryFind(name, out function) ? Status.Ok : Status.ImportUnknown;
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
        else if (name.SequenceEqual("allocate"u8)) function = new HostFunction("i:i"u8, &Allocate);
        else if (name.SequenceEqual("allocate_twice"u8)) function = new HostFunction("i:i"u8, &AllocateTwice);
        else if (name.SequenceEqual("try_allocate"u8)) function = new HostFunction("i:i"u8, &TryAllocate);
        else if (name.SequenceEqual("build_map"u8)) function = new HostFunction("ii:i"u8, &BuildMap);
        else if (name.SequenceEqual("mark"u8)) function = new HostFunction("i:"u8, &Mark);
        else if (name.SequenceEqual("tag_five"u8)) function = new HostFunction(":i"u8, &Tag, 5);
        else if (name.SequenceEqual("tag_six"u8)) function = new HostFunction(":i"u8, &Tag, 6);
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

    // Announces so many entries and puts so many in: keys and values as check of chains.c expects them for kind 3.
    [UnmanagedCallersOnly]
    private static int BuildMap(HostCall* call)
    {
        uint put = call->UInt32(1);
        Status status = GuestRoots.Open(call, out GuestRoots roots);
        if (status != Status.Ok) return (int)status;
        status = CollectionBuilder.Open(call, ref roots, CollectionKind.Map, call->UInt32(0), out CollectionBuilder builder);
        uint top = roots.Top;
        for (uint i = 0; i < put && status == Status.Ok; i++)
        {
            status = PutText(call, ref roots, i + 7, out WordPair text);
            if (status == Status.Ok) status = builder.Append(new WordPair(~(ulong)i), text);
            if (status == Status.Ok) status = roots.Release(top);
        }

        Status closed = roots.Close();
        call->Return((int)builder.Pointer);
        return (int)(status == Status.Ok ? closed : status);
    }

    private static Status PutText(HostCall* call, ref GuestRoots roots, uint number, out WordPair text)
    {
        const uint length = 17;
        Status status = roots.Allocate(length, out uint pointer);
        text = new WordPair(pointer, length);
        if (status != Status.Ok) return status;
        status = call->TrySpan(pointer, length, out Span<byte> bytes);
        if (status != Status.Ok) return status;
        for (int i = (int)length - 1; i >= 0; i--, number /= 10) bytes[i] = (byte)('0' + number % 10);
        return status;
    }

    [UnmanagedCallersOnly]
    private static int Mark(HostCall* call)
    {
        HostClock.Mark(call->Int32(0));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Tag(HostCall* call)
    {
        call->Return((int)call->Tag);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Allocate(HostCall* call)
    {
        Status status = call->Allocate(call->UInt32(0), out uint pointer);
        if (status == Status.Ok) call->Return((int)pointer);
        return (int)status;
    }

    // The sum of two pointers, one of them behind memory that the first call may have grown, and of the argument.
    [UnmanagedCallersOnly]
    private static int AllocateTwice(HostCall* call)
    {
        Status status = call->Allocate(call->UInt32(0), out uint first);
        if (status == Status.Ok) status = call->Allocate(call->UInt32(0), out _);
        else return (int)status;
        if (status != Status.Ok) return (int)status;
        status = call->TrySpan((uint)call->Memory.Length - 1, 1, out Span<byte> last);
        if (status != Status.Ok) return (int)status;
        last[0] = 0x77;
        call->Return((int)first + call->Int32(0));
        return 0;
    }

    // Gives the guest the status: a host function that goes on after a failure.
    [UnmanagedCallersOnly]
    private static int TryAllocate(HostCall* call)
    {
        call->Return((int)call->Allocate(call->UInt32(0), out _));
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
