using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Bench;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// The entry of the image that counts the instructions of bench/kernels, which is its guest, as a package or as the compiler made it. A line a
/// kernel: <c>kernel NAME rounds R checksum C instructions I</c>, without those of the call itself; then <c>arena B</c>, the bytes that the
/// engine took. For Cortex-M.
/// </summary>
internal static unsafe class Program
{
    // The counter goes round after 10 to 20 million instructions: no kernel takes a quarter of that for a round on any engine.
    private const uint Rounds = 4;

    // What 25 nested calls take: more than guests of the firmware have on the smallest board.
    private const uint ValueStackBytes = 4096;

    // Addresses of both are kept, so they must not move.
    [FixedAddressValueType]
    private static MemoryBlock<KernelArena> s_block;
    [FixedAddressValueType]
    private static LinearStorage s_memory;
    private static Status s_status;

    private static ReadOnlySpan<byte> Prefix => "kernel_"u8;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        Status status = GuestThread.Run(&Run, 0, BoardConstants.GuestThreadStackBytes);
        return (int)(status == Status.Ok ? s_status : status);
    }

    [UnmanagedCallersOnly]
    private static void Run(nint argument)
    {
        s_status = Open(out Instance guest);
        if (s_status == Status.Ok) s_status = MeasureAll(in guest);
        ReportArena(s_block.Arena.PeakBytes);
    }

    private static Status Open(out Instance guest)
    {
        guest = default;
        Status status = s_block.TryClaim(out _);
        if (status != Status.Ok) return status;
        s_memory = default;
        LinkedGuest kernels = LinkedGuest.Find();
        InstanceOptions options = new()
        {
            Arena = s_block.Arena,
            Memory = (byte*)Unsafe.AsPointer(ref s_memory),
            MemoryBytes = BoardConstants.LinearMemoryBytes,
            ClipMemory = true,
            Limits = InstanceLimits.Most with { StackBytes = ValueStackBytes },
            NativeStackBytes = BoardConstants.NativeStackBytes,
            Ahead = kernels.Ahead,
        };
        return Instance.Create<NoFunctions>(kernels.Wasm, kernels.WasmBytes, in options, out guest, out _);
    }

    private static Status MeasureAll(in Instance guest)
    {
        InstructionCounter.Start();
        WasmModule module = guest.Module;
        WasmReader exports = module.Exports();
        Status status = Status.Ok;
        for (int i = 0; i < module.ExportCount && status == Status.Ok; i++)
        {
            ExportEntry export = WasmModule.ReadExport(ref exports);
            if (export.Name.Length > Prefix.Length && export.Name.Slice(0, Prefix.Length).SequenceEqual(Prefix))
                status = Measure(in guest, export.Name);
        }
        return status;
    }

    private static Status Measure(in Instance guest, ReadOnlySpan<byte> name)
    {
        Status status = guest.FindFunction(name, "i:I"u8, out ExportedFunction kernel);
        uint instructions = 0, ofCall = 0;
        if (status == Status.Ok) status = Count(in guest, in kernel, 0, out _, out ofCall);
        ulong checksum = 0;
        if (status == Status.Ok) status = Count(in guest, in kernel, Rounds, out checksum, out instructions);
        if (status == Status.Ok) Report(name.Slice(Prefix.Length), checksum, instructions - ofCall);
        return status;
    }

    private static Status Count(in Instance guest, in ExportedFunction kernel, uint rounds, out ulong checksum, out uint instructions)
    {
        ulong argument = rounds, result = 0;
        Status status = guest.IsMetered ? guest.SetFuel(InstanceLimits.FuelMax) : Status.Ok;
        uint begin = InstructionCounter.Now;
        if (status == Status.Ok) status = guest.Call(in kernel, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result));
        instructions = InstructionCounter.Elapsed(begin, InstructionCounter.Now);
        checksum = result;
        return status;
    }

    private static void Report(ReadOnlySpan<byte> name, ulong checksum, uint instructions)
    {
        Span<byte> text = stackalloc byte[160];
        Utf8Writer line = new(text);
        line.Text("kernel "u8);
        line.Text(name);
        Field(ref line, " rounds "u8, Rounds);
        Field(ref line, " checksum "u8, checksum);
        Field(ref line, " instructions "u8, instructions);
        Write(ref line);
    }

    private static void ReportArena(int bytes)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Writer line = new(text);
        Field(ref line, "arena "u8, (ulong)bytes);
        Write(ref line);
    }

    private static void Field(ref Utf8Writer line, ReadOnlySpan<byte> label, ulong value)
    {
        line.Text(label);
        line.Decimal(value);
    }

    private static void Write(ref Utf8Writer line)
    {
        line.Byte((byte)'\n');
        fixed (byte* bytes = line.Written)
            BoardImports.ConsoleWrite(bytes, line.Written.Length);
    }

    [StructLayout(LayoutKind.Sequential, Size = BoardConstants.LinearMemoryBytes)]
    private struct LinearStorage
    {
        // Makes the storage as aligned as any value of a guest.
        private ulong _first;
    }
}
