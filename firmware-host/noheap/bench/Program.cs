using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Bench;
using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The entry of the measuring image: the allocator's worst case beside its median, a line an operation:
/// <c>bench NAME count C lowest L median M highest H</c>, in instructions.
/// </summary>
internal static unsafe class Program
{
    private const uint Seed = 1;
    private const int StepCount = 60_000;

    // The project's promise: the worst case takes at most so many times the median.
    private const uint WorstToMedianMax = 3;

    // Addresses of blocks are kept, so it must not move.
    [FixedAddressValueType]
    private static MemoryBlock<BenchStorage> s_block;

    private static AllocatorLatency s_latency;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        Status status = s_block.TryClaim(out _);
        if (status == Status.Ok)
            status = s_latency.Measure<InstructionCounter>(s_block.Arena, Seed, StepCount);
        if (status != Status.Ok)
            return (int)status;
        Report("allocate"u8, in s_latency.Allocate);
        Report("free"u8, in s_latency.Free);
        status = Judge(in s_latency.Allocate);
        return (int)(status == Status.Ok ? Judge(in s_latency.Free) : status);
    }

    // A median beyond the bins is none: an emulator whose core does not run at the board's clock counts something else.
    private static Status Judge(in LatencyHistogram histogram)
    {
        if (histogram.Median == LatencyHistogram.BinCount - 1)
            return Status.OutOfRange;
        return histogram.Highest <= histogram.Median * WorstToMedianMax ? Status.Ok : Status.LimitExceeded;
    }

    private static void Report(ReadOnlySpan<byte> name, in LatencyHistogram histogram)
    {
        Span<byte> text = stackalloc byte[160];
        Utf8Writer writer = new(text);
        writer.Text("bench "u8);
        writer.Text(name);
        Field(ref writer, " count "u8, (uint)histogram.Count);
        Field(ref writer, " lowest "u8, histogram.Lowest);
        Field(ref writer, " median "u8, histogram.Median);
        Field(ref writer, " highest "u8, histogram.Highest);
        writer.Text("\n"u8);
        fixed (byte* bytes = writer.Written)
            nf_console_write(bytes, writer.Written.Length);
    }

    private static void Field(ref Utf8Writer writer, ReadOnlySpan<byte> label, uint value)
    {
        writer.Text(label);
        writer.Decimal((ulong)value);
    }

    [DllImport("nf_board")]
    private static extern void nf_console_write(byte* bytes, int length);

    [StructLayout(LayoutKind.Sequential, Size = 12 << 10)]
    private struct BenchStorage;
}
