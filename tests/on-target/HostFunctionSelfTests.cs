using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Host functions that are given bad pointers, lengths and numbers, by the guest in nf.wat.</summary>
internal static unsafe class HostFunctionSelfTests
{
    // An I2C address that no device has, so that the call comes as far as the bus.
    private const uint Nobody = 0x13;

    // A pointer to it travels through the engine.
    [FixedAddressValueType]
    private static HostContext s_host;
    [FixedAddressValueType]
    private static Board s_board;

    /// <summary>What host functions work on; anew for each guest.</summary>
    internal static ref HostContext Host => ref s_host;

    /// <summary>What the guest gave to proc_exit.</summary>
    internal static int ExitCode => s_host.ExitCode;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("host.log"u8, &Log, ref report);
        SelfTests.Run("host.i2c-write"u8, &I2cWrite, ref report);
        SelfTests.Run("host.i2c-read"u8, &I2cRead, ref report);
        SelfTests.Run("host.i2c-write-read"u8, &I2cWriteRead, ref report);
        SelfTests.Run("host.gpio-numbers"u8, &GpioNumbers, ref report);
        SelfTests.Run("host.objects"u8, &ObjectSelfTests.Objects, ref report);
    }

    /// <summary>Loads a guest that imports what firmware-host offers.</summary>
    internal static Status Load(ReadOnlySpan<byte> module, ref Check check, out TestGuest guest)
    {
        s_host = default;
        check.Equal(Status.Ok, s_board.Initialize(default));
        s_host.BoardAddress = (Board*)Unsafe.AsPointer(ref s_board);
        s_host.Trace.Initialize(null, 0);
        Status status = TestGuest.Load<HostFunctions>(HostileModules.Find(module), (nint)Unsafe.AsPointer(ref s_host), out guest);
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return status;
        InstanceLimits limits = guest.Instance.Limits;
        WasmModule wasm = guest.Instance.Module;
        check.Equal(Status.Ok, s_host.Admit(in limits, in wasm));
        return status;
    }

    /// <summary>
    /// Calls a function with pointers and lengths that leave the memory by a byte, by far, or only if their sum did not wrap; each ends
    /// with TrapBadPointer inside the named import, and the memory stays as it was.
    /// </summary>
    /// <param name="guest">The guest.</param>
    /// <param name="name">Its export, whose function has the same name.</param>
    /// <param name="signature">The export's type.</param>
    /// <param name="arguments">Good arguments.</param>
    /// <param name="pointer">Index of the pointer among them.</param>
    /// <param name="length">Index of its length; -1 when the function itself knows it.</param>
    /// <param name="bytes">The length, when the function itself knows it.</param>
    /// <param name="check">What is found.</param>
    internal static void GiveBadPointers(
        in TestGuest guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, Span<ulong> arguments, int pointer, int length,
        uint bytes, ref Check check)
    {
        uint size = (uint)guest.Instance.Memory.Length;
        guest.Instance.Memory.Fill(0x5A);
        BadPointer(in guest, name, signature, arguments, pointer, length, size - bytes + 1, bytes, ref check);
        BadPointer(in guest, name, signature, arguments, pointer, length, size, bytes, ref check);
        BadPointer(in guest, name, signature, arguments, pointer, length, 0xFFFF_FFFF, bytes, ref check);
        BadPointer(in guest, name, signature, arguments, pointer, length, 0x8000_0000, bytes, ref check);
        BadPointer(in guest, name, signature, arguments, pointer, length, 0u - bytes, bytes, ref check);
        if (length >= 0)
        {
            BadPointer(in guest, name, signature, arguments, pointer, length, 0, size + 1, ref check);
            BadPointer(in guest, name, signature, arguments, pointer, length, 16, 0xFFFF_FFF0, ref check);
            BadPointer(in guest, name, signature, arguments, pointer, length, 16, 0xFFFF_FFFF, ref check);
            BadPointer(in guest, name, signature, arguments, pointer, length, 0x8000_0000, 0x8000_0000, ref check);
            BadPointer(in guest, name, signature, arguments, pointer, length, 0xFFFF_FFFF, 0xFFFF_FFFF, ref check);
            BadPointer(in guest, name, signature, arguments, pointer, length, size + 1, 0, ref check);
        }

        for (int i = 0; i < guest.Instance.Memory.Length; i++) check.Equal(0x5A, guest.Instance.Memory[i]);
    }

    private static void BadPointer(
        in TestGuest guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, Span<ulong> arguments, int pointer, int length,
        uint badPointer, uint badLength, ref Check check)
    {
        ulong goodPointer = arguments[pointer];
        ulong goodLength = length < 0 ? 0 : arguments[length];
        arguments[pointer] = badPointer;
        if (length >= 0) arguments[length] = badLength;
        check.Equal(Status.TrapBadPointer, guest.Call(name, signature, arguments, out _));
        check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
        check.Equal(2, trace.Count);
        check.Equal(name, guest.Instance.Module.FunctionName((int)trace.Frames[1].FunctionIndex));
        arguments[pointer] = goodPointer;
        if (length >= 0) arguments[length] = goodLength;
    }

    /// <summary>A call that must come back to the guest, and what it answered.</summary>
    internal static int Answer(
        in TestGuest guest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ReadOnlySpan<ulong> arguments, ref Check check)
    {
        check.Equal(Status.Ok, guest.Call(name, signature, arguments, out ulong result));
        return (int)result;
    }

    public static void Log(ref Check check)
    {
        LogAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void LogAndDrop(ref Check check)
    {
        Status status = Load("nf"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Span<ulong> arguments = stackalloc ulong[3];
        arguments[0] = 1;
        arguments[1] = 0;
        arguments[2] = 4;
        GiveBadPointers(in guest, "log"u8, "iii:i"u8, arguments, 1, 2, 4, ref check);
        // An odd pointer is good, and so is nothing at the very end; a level that does not exist is an error, not a crash.
        arguments[1] = 3;
        check.Equal(0, Answer(in guest, "log"u8, "iii:i"u8, arguments, ref check));
        arguments[1] = (uint)guest.Instance.Memory.Length;
        arguments[2] = 0;
        check.Equal(0, Answer(in guest, "log"u8, "iii:i"u8, arguments, ref check));
        arguments[0] = 0xFFFF_FFFF;
        check.Equal(-(int)Status.InvalidArgument, Answer(in guest, "log"u8, "iii:i"u8, arguments, ref check));
        Containment.CheckArena(in guest, ref check);
    }

    public static void I2cWrite(ref Check check)
    {
        TransferAndDrop("i2c-write"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }

    public static void I2cRead(ref Check check)
    {
        TransferAndDrop("i2c-read"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void TransferAndDrop(ReadOnlySpan<byte> name, ref Check check)
    {
        Status status = Load("nf"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Span<ulong> arguments = stackalloc ulong[3];
        arguments[0] = Nobody;
        arguments[1] = 0;
        arguments[2] = 4;
        GiveBadPointers(in guest, name, "iii:i"u8, arguments, 1, 2, 4, ref check);
        // Odd pointers, too many bytes, addresses that are none: all come back.
        arguments[1] = 3;
        check.True(Answer(in guest, name, "iii:i"u8, arguments, ref check) < 0);
        arguments[2] = 1000;
        check.Equal(-(int)Status.InvalidArgument, Answer(in guest, name, "iii:i"u8, arguments, ref check));
        arguments[2] = 4;
        arguments[0] = 0xFFFF_FFFF;
        check.True(Answer(in guest, name, "iii:i"u8, arguments, ref check) < 0);
        Containment.CheckArena(in guest, ref check);
    }

    public static void I2cWriteRead(ref Check check)
    {
        WriteReadAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void WriteReadAndDrop(ref Check check)
    {
        Status status = Load("nf"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Span<ulong> arguments = stackalloc ulong[5];
        arguments[0] = Nobody;
        arguments[1] = arguments[3] = 0;
        arguments[2] = arguments[4] = 4;
        GiveBadPointers(in guest, "i2c-write-read"u8, "iiiii:i"u8, arguments, 1, 2, 4, ref check);
        GiveBadPointers(in guest, "i2c-write-read"u8, "iiiii:i"u8, arguments, 3, 4, 4, ref check);
        check.True(Answer(in guest, "i2c-write-read"u8, "iiiii:i"u8, arguments, ref check) < 0);
        Containment.CheckArena(in guest, ref check);
    }

    public static void GpioNumbers(ref Check check)
    {
        GpioAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void GpioAndDrop(ref Check check)
    {
        Status status = Load("nf"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Span<ulong> arguments = stackalloc ulong[2];
        for (int i = 0; i < 5; i++)
        {
            arguments[0] = i switch { 0 => 0x8000_0000, 1 => 0xFFFF_FFFF, 2 => 0x7FFF_FFFF, 3 => 1000, _ => 256 };
            arguments[1] = 0xFFFF_FFFF;
            check.True(Answer(in guest, "gpio-configure"u8, "ii:i"u8, arguments, ref check) < 0);
            check.True(Answer(in guest, "gpio-write"u8, "ii:i"u8, arguments, ref check) < 0);
            check.True(Answer(in guest, "gpio-read"u8, "i:i"u8, arguments.Slice(0, 1), ref check) < 0);
        }

        Containment.CheckArena(in guest, ref check);
    }
}
