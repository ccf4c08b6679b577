using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Modules, instances, calls and traps, on the guest in selftest.wat.</summary>
internal static unsafe class RuntimeSelfTests
{
    private static long s_calls;

    /// <summary>Makes the guest; the caller disposes of <paramref name="memory"/>.</summary>
    private static Instance Make(ref Check check, out TestGuest memory)
    {
        check.Equal(Status.Ok, TestGuest.Load<TestHost>(SelfTestGuest.Wasm, (nint)Unsafe.AsPointer(ref s_calls), out memory));
        check.Equal((long)LoadDetail.None, (long)memory.Error.Detail);
        return memory.Instance;
    }

    private static Status Call(
        in Instance guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ReadOnlySpan<ulong> arguments, out ulong result)
    {
        result = 0;
        Status status = guest.FindFunction(name, signature, out ExportedFunction function);
        return status == Status.Ok ? guest.Call(in function, arguments, new Span<ulong>(ref result)) : status;
    }

    private static Status Call1(in Instance guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ulong a, out ulong result)
    {
        Span<ulong> arguments = stackalloc ulong[1];
        arguments[0] = a;
        return Call(in guest, name, signature, arguments, out result);
    }

    private static Status Call2(
        in Instance guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ulong a, ulong b, out ulong result)
    {
        Span<ulong> arguments = stackalloc ulong[2];
        arguments[0] = a;
        arguments[1] = b;
        return Call(in guest, name, signature, arguments, out result);
    }

    public static void Calls(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        check.Equal(Status.Ok, Call1(in guest, "fib"u8, "i:i"u8, 15, out ulong result));
        check.Equal(610, (long)result);
        check.Equal(Status.ExportNotFound, Call1(in guest, "fab"u8, "i:i"u8, 1, out _));
        check.Equal(Status.ExportMismatch, Call1(in guest, "fib"u8, "I:i"u8, 1, out _));
        check.Equal(Status.ExportMismatch, Call1(in guest, "memory"u8, "i:i"u8, 1, out _));
        Span<ulong> results = stackalloc ulong[3];
        check.Equal(Status.Ok, guest.FindFunction("multi"u8, "iI:Iii"u8, out ExportedFunction multi));
        Span<ulong> arguments = stackalloc ulong[2];
        arguments[0] = 41;
        arguments[1] = 0x8000_0000_0000_0001;
        check.Equal(Status.Ok, guest.Call(in multi, arguments, results));
        check.True(results[0] == 0x8000_0000_0000_0001);
        check.Equal(42, (int)results[1]);
        check.Equal(3, (int)results[2]);
        check.Equal(Status.InvalidArgument, guest.Call(in multi, arguments.Slice(1), results));
    }

    public static void Numbers(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        check.Equal(Status.Ok, Call1(in guest, "f32_id"u8, "f:f"u8, 0x7FA00001, out ulong result));
        check.Equal(0x7FA00001, (uint)result);
        check.Equal(Status.Ok, Call1(in guest, "f64_id"u8, "F:F"u8, 0xFFF4_0000_0000_0123, out result));
        check.True(result == 0xFFF4_0000_0000_0123);
        // 3 and 4 give 5, as IEEE 754 doubles.
        check.Equal(Status.Ok, Call2(in guest, "f64_math"u8, "FF:F"u8, 0x4008_0000_0000_0000, 0x4010_0000_0000_0000, out result));
        check.True(result == 0x4014_0000_0000_0000);
        long a = -1234567890123456789, b = 987654321;
        check.Equal(Status.Ok, Call2(in guest, "i64_math"u8, "II:I"u8, unchecked((ulong)a), (ulong)b, out result));
        ulong rotated = (unchecked((ulong)a) << 13) | (unchecked((ulong)a) >> 51);
        ulong expected = unchecked((ulong)(a / b) ^ ((unchecked((ulong)a) % (ulong)b) * rotated));
        check.True(result == expected);
    }

    public static void Globals(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        check.Equal(Status.Ok, guest.FindGlobal("counter"u8, out ExportedGlobal counter));
        check.Equal(Status.Ok, guest.SetGlobal(in counter, 0x1_0000_0000));
        check.Equal(Status.Ok, Call(in guest, "count"u8, ":I"u8, default, out ulong result));
        check.True(result == 0x1_0000_0001);
        check.Equal(Status.Ok, guest.GetGlobal(in counter, out result));
        check.True(result == 0x1_0000_0001);
        check.Equal(Status.Ok, guest.FindGlobal("constant"u8, out ExportedGlobal constant));
        check.Equal(Status.Ok, guest.GetGlobal(in constant, out result));
        check.Equal(-7, (int)result);
        check.Equal(Status.InvalidArgument, guest.SetGlobal(in constant, 1));
    }

    public static void Memory(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        check.Equal(Status.Ok, guest.TrySpan(16, 8, out Span<byte> text));
        check.Equal("nf guest"u8, text);
        int size = guest.Memory.Length;
        check.Equal(Status.Ok, Call2(in guest, "store"u8, "ii:"u8, (uint)size - 4, 0x01020304, out _));
        check.Equal(4, guest.Memory[size - 4]);
        check.Equal(Status.TrapOutOfBoundsMemory, Call2(in guest, "store"u8, "ii:"u8, (uint)size - 3, 1, out _));
        check.Equal(Status.TrapOutOfBoundsMemory, Call1(in guest, "load"u8, "i:i"u8, 0xFFFF_FFFF, out _));
        check.Equal(Status.TrapBadPointer, guest.TrySpan((uint)size - 3, 4, out _));
        check.Equal(Status.TrapBadPointer, guest.TrySpan(0xFFFF_FFFF, 0xFFFF_FFFF, out _));
        check.Equal(Status.Ok, Call(in guest, "pages"u8, ":i"u8, default, out ulong pages));
        check.Equal(1, (int)pages);
        check.Equal(Status.Ok, Call1(in guest, "grow"u8, "i:i"u8, 1, out ulong grown));
        check.Equal(-1, (int)grown);
        check.Equal(Status.Ok, Call1(in guest, "grow"u8, "i:i"u8, 0xFFFF_FFFF, out grown));
        check.Equal(-1, (int)grown);
        check.Equal(size, guest.Memory.Length);
    }

    public static void HostFunctions(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        s_calls = 0;
        check.Equal(Status.Ok, Call2(in guest, "call_add"u8, "ii:i"u8, 40, 2, out ulong result));
        check.Equal(42, (int)result);
        check.Equal(1, s_calls);
        Span<ulong> arguments = stackalloc ulong[4];
        arguments[0] = 0x1111_0000_0000_0000;
        arguments[1] = 0x4010_0000_0000_0000;
        arguments[2] = 0x3F80_0000;
        arguments[3] = 5;
        check.Equal(Status.Ok, Call(in guest, "call_mix"u8, "IFfi:I"u8, arguments, out result));
        check.True(result == (0x1111_0000_0000_0000 ^ 0x4010_0000_0000_0000 ^ 0x3F80_0000UL ^ 5));
        check.Equal(Status.Ok, Call1(in guest, "call_refuse"u8, "i:i"u8, 0, out result));
        check.Equal(1, (int)result);
        check.Equal(Status.Busy, Call1(in guest, "call_refuse"u8, "i:i"u8, (ulong)Status.Busy, out _));
    }

    public static void Traps(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        int used = memory.Arena.UsedBytes;
        check.Equal(Status.TrapUnreachable, Call(in guest, "unreachable"u8, ":"u8, default, out _));
        check.Equal(Status.TrapDivideByZero, Call2(in guest, "divide"u8, "ii:i"u8, 1, 0, out _));
        check.Equal(Status.TrapIntegerOverflow, Call2(in guest, "divide"u8, "ii:i"u8, 0x8000_0000, 0xFFFF_FFFF, out _));
        check.Equal(Status.TrapInvalidConversion, Call1(in guest, "truncate"u8, "f:i"u8, 0x7FC0_0000, out _));
        check.Equal(Status.TrapIndirectCallMismatch, Call2(in guest, "indirect"u8, "ii:i"u8, 1, 0, out _));
        check.Equal(Status.TrapOutOfBoundsTable, Call2(in guest, "indirect"u8, "ii:i"u8, 99, 0, out _));
        check.Equal(Status.TrapStackOverflow, Call(in guest, "endless"u8, ":i"u8, default, out _));
        check.Equal(Status.Ok, Call2(in guest, "indirect"u8, "ii:i"u8, 0, 10, out ulong result));
        check.Equal(55, (int)result);
        // The arena is sealed: neither calls nor traps take anything.
        check.Equal(used, memory.Arena.UsedBytes);
        check.Equal(Status.ArenaSealed, memory.Arena.TryAllocate(8, 8, out byte* _));
    }

    public static void Backtraces(ref Check check)
    {
        Instance guest = Make(ref check, out TestGuest memory);
        using TestGuest scope = memory;
        check.Equal(Status.TrapUnreachable, Call(in guest, "outer"u8, ":"u8, default, out _));
        check.Equal(Status.Ok, guest.GetBacktrace(out Backtrace trace));
        check.Equal(3, trace.Count);
        check.Equal("inner"u8, guest.Module.FunctionName((int)trace.Frames[0].FunctionIndex));
        check.Equal("middle"u8, guest.Module.FunctionName((int)trace.Frames[1].FunctionIndex));
        check.Equal("outer"u8, guest.Module.FunctionName((int)trace.Frames[2].FunctionIndex));
        check.Equal(AheadGuests.AreUsed ? 0 : 1, trace.Frames[0].HasOffset ? 1 : 0);
        if (AheadGuests.AreUsed) return;
        check.Equal(0x00, SelfTestGuest.Wasm[(int)trace.Frames[0].ModuleOffset]);
        check.Equal(0x10, SelfTestGuest.Wasm[(int)trace.Frames[1].ModuleOffset]);
    }

    /// <summary>An instance is torn down by dropping its arena, as often as one likes.</summary>
    public static void Recycling(ref Check check)
    {
        int peak = 0;
        for (int i = 0; i < 50; i++)
        {
            Instance guest = Make(ref check, out TestGuest memory);
            using TestGuest scope = memory;
            check.Equal(Status.Ok, Call1(in guest, "fib"u8, "i:i"u8, 5, out ulong result));
            check.Equal(5, (int)result);
            if (i == 0) peak = memory.Arena.PeakBytes;
            check.Equal(peak, memory.Arena.PeakBytes);
        }

        check.Equal(0, Allocation.Budget.Used(CrateId.Engine));
    }

    /// <summary>A cut inside a section is refused, and says where. Between two sections it may leave a whole module.</summary>
    public static void TruncatedModules(ref Check check)
    {
        byte* wasm = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(SelfTestGuest.Wasm));
        int bytes = SelfTestGuest.Wasm.Length;
        check.Equal(Status.Ok, WasmModule.Open(wasm, bytes, out WasmModule whole, out _));
        for (int length = 0; length < bytes; length++)
        {
            Status status = WasmModule.Open(wasm, length, out _, out LoadError error);
            check.True(status != Status.Ok || IsSectionEnd(in whole, length));
            check.True(error.Offset <= length);
        }
    }

    private static bool IsSectionEnd(in WasmModule module, int offset)
    {
        const int HeaderBytes = 8;
        for (int id = (int)SectionId.Type; id < SectionTable.Count; id++)
        {
            if (module.Section((SectionId)id).End == offset) return true;
        }

        return offset == HeaderBytes;
    }
}
