using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Module <c>wasi_snapshot_preview1</c>, as far as a program needs it that prints, reads its arguments, the clock and random
/// numbers, and exits. There are no files: a guest finds standard input (always at its end), output and error, and nothing else.
/// </summary>
/// <remarks>Source: WASI preview 1 (snapshot 01), typenames.witx and wasi_snapshot_preview1.witx.</remarks>
internal static unsafe class WasiFunctions
{
    private const uint StandardOutput = 1;
    private const uint StandardError = 2;
    private const uint FileDescriptorMax = StandardError;
    private const int VectorsMax = 64;
    private const byte FileTypeCharacterDevice = 2;

    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("args_sizes_get"u8)) function = new HostFunction("ii:i"u8, &ArgsSizesGet);
        else if (name.SequenceEqual("args_get"u8)) function = new HostFunction("ii:i"u8, &ArgsGet);
        else if (name.SequenceEqual("environ_sizes_get"u8)) function = new HostFunction("ii:i"u8, &EnvironSizesGet);
        else if (name.SequenceEqual("environ_get"u8)) function = new HostFunction("ii:i"u8, &EnvironGet);
        else if (name.SequenceEqual("clock_time_get"u8)) function = new HostFunction("iIi:i"u8, &ClockTimeGet);
        else if (name.SequenceEqual("clock_res_get"u8)) function = new HostFunction("ii:i"u8, &ClockResolutionGet);
        else if (name.SequenceEqual("random_get"u8)) function = new HostFunction("ii:i"u8, &RandomGet);
        else if (name.SequenceEqual("fd_write"u8)) function = new HostFunction("iiii:i"u8, &FdWrite);
        else if (name.SequenceEqual("fd_read"u8)) function = new HostFunction("iiii:i"u8, &FdRead);
        else if (name.SequenceEqual("fd_close"u8)) function = new HostFunction("i:i"u8, &FdClose);
        else if (name.SequenceEqual("fd_seek"u8)) function = new HostFunction("iIii:i"u8, &FdSeek);
        else if (name.SequenceEqual("fd_fdstat_get"u8)) function = new HostFunction("ii:i"u8, &FdStatGet);
        else if (name.SequenceEqual("fd_prestat_get"u8)) function = new HostFunction("ii:i"u8, &FdPrestatGet);
        else if (name.SequenceEqual("fd_prestat_dir_name"u8)) function = new HostFunction("iii:i"u8, &FdPrestatDirName);
        else if (name.SequenceEqual("sched_yield"u8)) function = new HostFunction(":i"u8, &SchedYield);
        else if (name.SequenceEqual("proc_exit"u8)) function = new HostFunction("i:"u8, &ProcExit);
        else function = default;
        return function.Function != null;
    }

    private static int Answer(HostCall* call, WasiErrno errno)
    {
        call->Return((int)errno);
        return (int)Status.Ok;
    }

    private static Status StoreU32(HostCall* call, uint pointer, uint value)
    {
        Status status = call->TrySpan(pointer, sizeof(uint), out Span<byte> cell);
        if (status == Status.Ok) BinaryPrimitives.WriteUInt32LittleEndian(cell, value);
        return status;
    }

    private static Status StoreU64(HostCall* call, uint pointer, ulong value)
    {
        Status status = call->TrySpan(pointer, sizeof(ulong), out Span<byte> cell);
        if (status == Status.Ok) BinaryPrimitives.WriteUInt64LittleEndian(cell, value);
        return status;
    }

    private static Status StoreBytes(HostCall* call, uint pointer, ReadOnlySpan<byte> bytes)
    {
        Status status = call->TrySpan(pointer, (uint)bytes.Length, out Span<byte> target);
        if (status == Status.Ok) bytes.CopyTo(target);
        return status;
    }

    private static ReadOnlySpan<byte> Argument(ref HostContext host, int index)
    {
        byte* text = host.Arguments[index];
        int length = 0;
        while (text[length] != 0) length++;
        return new ReadOnlySpan<byte>(text, length + 1);
    }

    [UnmanagedCallersOnly]
    private static int ArgsSizesGet(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        uint bytes = 0;
        for (int i = 0; i < host.ArgumentCount; i++) bytes += (uint)Argument(ref host, i).Length;
        Status status = StoreU32(call, call->UInt32(0), (uint)host.ArgumentCount);
        if (status == Status.Ok) status = StoreU32(call, call->UInt32(1), bytes);
        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int ArgsGet(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        uint pointers = call->UInt32(0);
        uint text = call->UInt32(1);
        Status status = Status.Ok;
        for (int i = 0; i < host.ArgumentCount && status == Status.Ok; i++)
        {
            ReadOnlySpan<byte> argument = Argument(ref host, i);
            status = StoreU32(call, pointers + (uint)i * sizeof(uint), text);
            if (status == Status.Ok) status = StoreBytes(call, text, argument);
            text += (uint)argument.Length;
        }

        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int EnvironSizesGet(HostCall* call)
    {
        Status status = StoreU32(call, call->UInt32(0), 0);
        if (status == Status.Ok) status = StoreU32(call, call->UInt32(1), 0);
        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int EnvironGet(HostCall* call) => Answer(call, WasiErrno.Success);

    /// <summary>Every clock is the board's monotonic one: a run does not depend on the date.</summary>
    [UnmanagedCallersOnly]
    private static int ClockTimeGet(HostCall* call)
    {
        Status status = StoreU64(call, call->UInt32(2), HostContext.Of(call).NowNanoseconds);
        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int ClockResolutionGet(HostCall* call)
    {
        Status status = StoreU64(call, call->UInt32(1), 1);
        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    /// <summary>Numbers from the run's seed, so that a run can be repeated: not fit for keys.</summary>
    [UnmanagedCallersOnly]
    private static int RandomGet(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(0), call->UInt32(1), out Span<byte> target);
        if (status != Status.Ok) return (int)status;
        for (int i = 0; i < target.Length; i++) target[i] = (byte)(NextRandom(ref host.RandomState) >> 56);
        return Answer(call, WasiErrno.Success);
    }

    // splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    private static ulong NextRandom(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    [UnmanagedCallersOnly]
    private static int FdWrite(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        uint descriptor = call->UInt32(0);
        if (descriptor is not (StandardOutput or StandardError)) return Answer(call, WasiErrno.BadFileDescriptor);
        uint count = call->UInt32(2);
        if (count > VectorsMax) return Answer(call, WasiErrno.InvalidArgument);
        uint written = 0;
        for (uint i = 0; i < count; i++)
        {
            Status status = call->TrySpan(call->UInt32(1) + i * 8, 8, out Span<byte> vector);
            if (status != Status.Ok) return (int)status;
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(vector);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(vector.Slice(4));
            status = call->TrySpan(start, length, out Span<byte> text);
            if (status != Status.Ok) return (int)status;
            status = descriptor == StandardError ? host.Board.Console.WriteError(text) : host.Board.Console.Write(text);
            if (status != Status.Ok) return Answer(call, WasiErrno.InputOutput);
            written += length;
        }

        Status stored = StoreU32(call, call->UInt32(3), written);
        return stored == Status.Ok ? Answer(call, WasiErrno.Success) : (int)stored;
    }

    [UnmanagedCallersOnly]
    private static int FdRead(HostCall* call)
    {
        if (call->UInt32(0) != 0) return Answer(call, WasiErrno.BadFileDescriptor);
        Status status = StoreU32(call, call->UInt32(3), 0);
        return status == Status.Ok ? Answer(call, WasiErrno.Success) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int FdClose(HostCall* call) =>
        Answer(call, call->UInt32(0) <= FileDescriptorMax ? WasiErrno.Success : WasiErrno.BadFileDescriptor);

    [UnmanagedCallersOnly]
    private static int FdSeek(HostCall* call) =>
        Answer(call, call->UInt32(0) <= FileDescriptorMax ? WasiErrno.SeekOnPipe : WasiErrno.BadFileDescriptor);

    [UnmanagedCallersOnly]
    private static int FdStatGet(HostCall* call)
    {
        if (call->UInt32(0) > FileDescriptorMax) return Answer(call, WasiErrno.BadFileDescriptor);
        Status status = call->TrySpan(call->UInt32(1), 24, out Span<byte> stat);
        if (status != Status.Ok) return (int)status;
        stat.Clear();
        stat[0] = FileTypeCharacterDevice;
        // Rights: reading (bit 1) and writing (bit 6).
        stat[8] = 0x42;
        return Answer(call, WasiErrno.Success);
    }

    [UnmanagedCallersOnly]
    private static int FdPrestatGet(HostCall* call) => Answer(call, WasiErrno.BadFileDescriptor);

    [UnmanagedCallersOnly]
    private static int FdPrestatDirName(HostCall* call) => Answer(call, WasiErrno.BadFileDescriptor);

    [UnmanagedCallersOnly]
    private static int SchedYield(HostCall* call) => Answer(call, WasiErrno.Success);

    [UnmanagedCallersOnly]
    private static int ProcExit(HostCall* call)
    {
        HostContext.Of(call).ExitCode = call->Int32(0);
        return (int)Status.GuestExited;
    }
}
