using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>Records of faults in memory that nothing clears.</summary>
internal static unsafe class CrashSelfTests
{
    [FixedAddressValueType]
    private static CrashMemory s_memory;

    private static Span<byte> Bytes => new(Unsafe.AsPointer(ref s_memory), sizeof(CrashMemory));

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport => SelfTests.Run("supervision.crash-records"u8, &Records, ref report);

    private static void Records(ref Check check)
    {
        ReadOnlySpan<byte> patterns = [0x00, 0xFF, 0xA5];
        for (int i = 0; i < patterns.Length; i++)
        {
            Bytes.Fill(patterns[i]);
            ExpectNothing(ref check);
        }

        GuestFault fault = new() { UptimeNanoseconds = 1ul << 40, Fuel = 7, Place = 2, Status = Status.TrapUnreachable, FrameCount = 1 };
        fault.Frames[0].FunctionIndex = 5;
        s_memory.Record(in fault);
        check.True(s_memory.TryRead(out GuestFault found));
        check.Equal(1L << 40, (long)found.UptimeNanoseconds);
        check.Equal(2, found.Place);
        check.Equal(Status.TrapUnreachable, found.Status);
        check.Equal(5, found.Frames[0].FunctionIndex);
        ExpectBitsToMatter(ref check);
        s_memory.Forget();
        ExpectNothing(ref check);
    }

    // Of all bits one at a time: the record is whole, or it is not there.
    private static void ExpectBitsToMatter(ref Check check)
    {
        Span<byte> bytes = Bytes;
        int whole = 0;
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (s_memory.TryRead(out GuestFault _)) whole++;
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        // What lies outside of the record does not belong to it.
        check.Equal((sizeof(CrashMemory) - sizeof(GuestFault)) * 8, whole);
        check.True(s_memory.TryRead(out GuestFault _));
    }

    private static void ExpectNothing(ref Check check)
    {
        check.True(!s_memory.TryRead(out GuestFault _));
        check.True(!s_memory.TryRead(out HostFault _));
    }
}
