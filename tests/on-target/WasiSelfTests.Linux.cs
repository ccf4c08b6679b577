using System;
using System.Buffers.Binary;

namespace Nf.OnTarget;

/// <summary>WASI functions that are given bad pointers and lengths, by the guest in wasi.wat.</summary>
internal static class WasiSelfTests
{
    /// <summary>Every pointer of every function.</summary>
    public static void Pointers(ref Check check)
    {
        PointersAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void PointersAndDrop(ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("wasi"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Give(in guest, "args_sizes_get"u8, "ii:i"u8, 0, 4, ref check);
        Give(in guest, "environ_sizes_get"u8, "ii:i"u8, 0, 4, ref check);
        Give(in guest, "clock_time_get"u8, "iIi:i"u8, 2, 8, ref check);
        Give(in guest, "clock_res_get"u8, "ii:i"u8, 1, 8, ref check);
        Give(in guest, "fd_fdstat_get"u8, "ii:i"u8, 1, 24, ref check);
        Give(in guest, "fd_read"u8, "iiii:i"u8, 3, 4, ref check);
        Span<ulong> arguments = stackalloc ulong[4];
        arguments.Clear();
        arguments[1] = 8;
        HostFunctionSelfTests.GiveBadPointers(in guest, "random_get"u8, "ii:i"u8, arguments.Slice(0, 2), 0, 1, 8, ref check);
        // Nothing is written: the vectors' own place, and the place of the sum, are all that can be wrong.
        arguments[0] = 1;
        arguments[1] = 0;
        arguments[2] = 1;
        HostFunctionSelfTests.GiveBadPointers(in guest, "fd_write"u8, "iiii:i"u8, arguments, 1, -1, 8, ref check);
        arguments[2] = 0;
        HostFunctionSelfTests.GiveBadPointers(in guest, "fd_write"u8, "iiii:i"u8, arguments, 3, -1, 4, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    private static void Give(
        in TestGuest guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, int pointer, uint bytes, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[4];
        arguments.Clear();
        int count = 0;
        while (signature[count] != (byte)':') count++;
        HostFunctionSelfTests.GiveBadPointers(in guest, name, signature, arguments.Slice(0, count), pointer, -1, bytes, ref check);
    }

    /// <summary>Where WebAssembly knows no alignment, WASI needs none either.</summary>
    public static void OddPointers(ref Check check)
    {
        OddPointersAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void OddPointersAndDrop(ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("wasi"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Span<ulong> arguments = stackalloc ulong[4];
        arguments[0] = arguments[1] = 0;
        arguments[2] = (uint)guest.Instance.Memory.Length - 9;
        check.Equal(0, HostFunctionSelfTests.Answer(in guest, "clock_time_get"u8, "iIi:i"u8, arguments.Slice(0, 3), ref check));
        arguments[0] = 1;
        arguments[1] = 6;
        check.Equal(0, HostFunctionSelfTests.Answer(in guest, "args_sizes_get"u8, "ii:i"u8, arguments.Slice(0, 2), ref check));
        check.Equal(0, HostFunctionSelfTests.Answer(in guest, "random_get"u8, "ii:i"u8, arguments.Slice(0, 2), ref check));
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>What a vector in the guest's memory says is as little to be believed as an argument.</summary>
    public static void Vectors(ref Check check)
    {
        VectorsAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void VectorsAndDrop(ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("wasi"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        uint size = (uint)guest.Instance.Memory.Length;
        Vector(in guest, size, 1, ref check);
        Vector(in guest, size - 1, 2, ref check);
        Vector(in guest, 16, 0xFFFF_FFF0, ref check);
        Vector(in guest, 0xFFFF_FFFF, 0xFFFF_FFFF, ref check);
        Vector(in guest, 0x8000_0000, 0x8000_0000, ref check);
        Span<ulong> arguments = stackalloc ulong[4];
        arguments[0] = 1;
        arguments[1] = arguments[3] = 0;
        // More vectors than there are, and than the host takes: an answer. Descriptors that are none: the same.
        arguments[2] = 0xFFFF_FFFF;
        check.Equal(28, HostFunctionSelfTests.Answer(in guest, "fd_write"u8, "iiii:i"u8, arguments, ref check));
        arguments[0] = 0xFFFF_FFFF;
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_write"u8, "iiii:i"u8, arguments, ref check));
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_read"u8, "iiii:i"u8, arguments, ref check));
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_seek"u8, "iIii:i"u8, arguments, ref check));
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_close"u8, "i:i"u8, arguments.Slice(0, 1), ref check));
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_prestat_get"u8, "ii:i"u8, arguments.Slice(0, 2), ref check));
        check.Equal(8, HostFunctionSelfTests.Answer(in guest, "fd_prestat_dir_name"u8, "iii:i"u8, arguments.Slice(0, 3), ref check));
        Containment.CheckArena(in guest, ref check);
    }

    private static void Vector(in TestGuest guest, uint start, uint length, ref Check check)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(guest.Instance.Memory.Slice(0, 4), start);
        BinaryPrimitives.WriteUInt32LittleEndian(guest.Instance.Memory.Slice(4, 4), length);
        Span<ulong> arguments = stackalloc ulong[4];
        arguments[0] = arguments[2] = 1;
        arguments[1] = 0;
        arguments[3] = 8;
        check.Equal(Status.TrapBadPointer, guest.Call("fd_write"u8, "iiii:i"u8, arguments, out _));
    }

    /// <summary>A guest that ends itself ends nothing else.</summary>
    public static void Exit(ref Check check)
    {
        ExitAndDrop(0, ref check);
        Containment.CheckNextGuest(ref check);
        ExitAndDrop(0xFFFF_FFFF, ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void ExitAndDrop(uint code, ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("wasi"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(Status.GuestExited, guest.Call("proc_exit"u8, "i:i"u8, code, out _));
        guest.CheckFrames("wasi_proc_exit proc_exit"u8, ref check);
        check.Equal((int)code, HostFunctionSelfTests.ExitCode);
        Containment.CheckArena(in guest, ref check);
    }
}
