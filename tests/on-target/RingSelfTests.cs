using System;
using System.Buffers.Binary;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// Rings of host calls, right ones and hostile ones, that the test writes into the memory of the guest in packed-ring.wat.
/// </summary>
internal static unsafe class RingSelfTests
{
    private const ulong Fuel = 100_000;
    private const int Sensor = 0x48;

    // An I2C address that no device has.
    private const uint Nobody = 0x13;

    private const int Ring = 64;
    private const int Capacity = 4;
    private const int HeadAt = 4;
    private const int TailAt = 8;
    private const int ZeroAt = 12;
    private const int HeaderBytes = 16;
    private const int EntryBytes = 32;
    private const int ResultAt = 24;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Run("ring.results"u8, &Results, ref report);
        Run("ring.wrapped-indices"u8, &WrappedIndices, ref report);
        Run("ring.bad-headers"u8, &BadHeaders, ref report);
        Run("ring.bad-pointers"u8, &BadPointers, ref report);
        Run("ring.unknown-calls"u8, &UnknownCalls, ref report);
        Run("ring.bad-entry"u8, &BadEntry, ref report);
        Run("ring.overlapping"u8, &Overlapping, ref report);
        Run("ring.fuel"u8, &FuelOfEntries, ref report);
        Run("ring.garbage"u8, &Garbage, ref report);
    }

    private static void Run<TReport>(ReadOnlySpan<byte> name, delegate*<in TestGuest, ref Check, void> test, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        RunAndDrop(test, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void RunAndDrop(delegate*<in TestGuest, ref Check, void> test, ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("packed-ring"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        test(in guest, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    private static void Put(in TestGuest guest, int at, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(guest.Instance.Memory.Slice(at), value);

    private static uint Get(in TestGuest guest, int at) => BinaryPrimitives.ReadUInt32LittleEndian(guest.Instance.Memory.Slice(at));

    private static void PutHeader(in TestGuest guest, uint capacity, uint head, uint tail)
    {
        Put(in guest, Ring, capacity);
        Put(in guest, Ring + HeadAt, head);
        Put(in guest, Ring + TailAt, tail);
        Put(in guest, Ring + ZeroAt, 0);
    }

    private static int EntryAt(int place) => Ring + HeaderBytes + place * EntryBytes;

    private static void PutEntry(in TestGuest guest, int place, uint number, uint a = 0, uint b = 0, uint c = 0, uint d = 0, uint e = 0)
    {
        int at = EntryAt(place);
        Put(in guest, at, number);
        Put(in guest, at + 4, a);
        Put(in guest, at + 8, b);
        Put(in guest, at + 12, c);
        Put(in guest, at + 16, d);
        Put(in guest, at + 20, e);
        Put(in guest, at + ResultAt, 0x55555555);
        Put(in guest, at + ResultAt + 4, 0x55555555);
    }

    private static int ResultOf(in TestGuest guest, int place) => (int)Get(in guest, EntryAt(place) + ResultAt);

    private static Status Submit(in TestGuest guest, uint pointer, out int answer, ulong fuel = Fuel)
    {
        _ = guest.Instance.SetFuel(fuel);
        Status status = guest.Call("submit"u8, "i:i"u8, pointer, out ulong result);
        answer = (int)result;
        return status;
    }

    private static void ExpectAnswer(in TestGuest guest, int expected, ref Check check)
    {
        check.Equal(Status.Ok, Submit(in guest, Ring, out int answer));
        check.Equal(expected, answer);
    }

    /// <summary>Results stand in the entries, of 32 bits and of 64; what is not queued is left alone.</summary>
    public static void Results(in TestGuest guest, ref Check check)
    {
        PutHeader(in guest, Capacity, 0, 3);
        PutEntry(in guest, 0, (uint)CallNumber.Tick);
        PutEntry(in guest, 1, (uint)CallNumber.I2cRead, Nobody, 0, 2);
        PutEntry(in guest, 2, (uint)CallNumber.I2cWriteRead, Sensor, 0, 1, 8, 2);
        PutEntry(in guest, 3, (uint)CallNumber.Tick);
        ExpectAnswer(in guest, 3, ref check);
        check.Equal(0, ResultOf(in guest, 0));
        check.Equal(0, Get(in guest, EntryAt(0) + ResultAt + 4));
        check.Equal(-(int)Status.I2cNoAcknowledge, ResultOf(in guest, 1));
        check.Equal(0, ResultOf(in guest, 2));
        check.Equal(0x55555555, ResultOf(in guest, 3));
        check.Equal(3, Get(in guest, Ring + HeadAt));
        check.Equal(3, Get(in guest, Ring + TailAt));
        ExpectAnswer(in guest, 0, ref check);
        // The same calls again, by moving the tail alone.
        Put(in guest, Ring + TailAt, 3 + Capacity);
        ExpectAnswer(in guest, Capacity, ref check);
        check.Equal(0, ResultOf(in guest, 3));
        check.Equal(3 + Capacity, Get(in guest, Ring + HeadAt));
    }

    /// <summary>Head and tail wrap at 2^32, places at the capacity; the order is that of queueing.</summary>
    public static void WrappedIndices(in TestGuest guest, ref Check check)
    {
        PutHeader(in guest, Capacity, 0xFFFF_FFFE, 2);
        // In the order in which they are done: 2, 3, 0, 1. The last one ends the guest, so all before it were done.
        PutEntry(in guest, 2, (uint)CallNumber.Tick);
        PutEntry(in guest, 3, (uint)CallNumber.Tick);
        PutEntry(in guest, 0, (uint)CallNumber.Tick);
        PutEntry(in guest, 1, (uint)CallNumber.Log, 1, 0xFFFF_FFFF, 2);
        check.Equal(Status.TrapBadPointer, Submit(in guest, Ring, out _));
        check.Equal(1, Get(in guest, Ring + HeadAt));
        check.Equal(0, ResultOf(in guest, 2));
        check.Equal(0, ResultOf(in guest, 3));
        check.Equal(0, ResultOf(in guest, 0));
        check.Equal(0x55555555, ResultOf(in guest, 1));
        PutEntry(in guest, 1, (uint)CallNumber.Tick);
        ExpectAnswer(in guest, 1, ref check);
        check.Equal(2, Get(in guest, Ring + HeadAt));
    }

    /// <summary>A header that makes no sense is an answer, and nothing is written.</summary>
    public static void BadHeaders(in TestGuest guest, ref Check check)
    {
        for (int i = 0; i < Capacity; i++) PutEntry(in guest, i, (uint)CallNumber.Tick);
        RefuseHeader(in guest, 0, 0, 0, 0, ref check);
        RefuseHeader(in guest, 0, 0, 1, 0, ref check);
        RefuseHeader(in guest, 3, 0, 1, 0, ref check);
        RefuseHeader(in guest, 257, 0, 1, 0, ref check);
        RefuseHeader(in guest, 512, 0, 1, 0, ref check);
        RefuseHeader(in guest, 0x8000_0000, 0, 1, 0, ref check);
        RefuseHeader(in guest, 0xFFFF_FFFF, 0, 1, 0, ref check);
        RefuseHeader(in guest, 0x0800_0004, 0, 1, 0, ref check);
        RefuseHeader(in guest, Capacity, 0, Capacity + 1, 0, ref check);
        RefuseHeader(in guest, Capacity, 0, 0xFFFF_FFFF, 0, ref check);
        RefuseHeader(in guest, Capacity, 1, 0, 0, ref check);
        RefuseHeader(in guest, Capacity, 0x8000_0000, 0, 0, ref check);
        RefuseHeader(in guest, Capacity, 0, 1, 1, ref check);
        RefuseHeader(in guest, Capacity, 0, 1, 0x8000_0000, ref check);
    }

    private static void RefuseHeader(in TestGuest guest, uint capacity, uint head, uint tail, uint zero, ref Check check)
    {
        PutHeader(in guest, capacity, head, tail);
        Put(in guest, Ring + ZeroAt, zero);
        ExpectAnswer(in guest, -(int)Status.InvalidArgument, ref check);
        check.Equal(head, Get(in guest, Ring + HeadAt));
        for (int i = 0; i < Capacity; i++) check.Equal(0x55555555, ResultOf(in guest, i));
    }

    /// <summary>A ring that leaves the memory with its header, its last entry, or by wrapping.</summary>
    public static void BadPointers(in TestGuest guest, ref Check check)
    {
        uint size = (uint)guest.Instance.Memory.Length;
        check.Equal(Status.TrapBadPointer, Submit(in guest, size, out _));
        check.Equal(Status.TrapBadPointer, Submit(in guest, size - HeaderBytes + 1, out _));
        check.Equal(Status.TrapBadPointer, Submit(in guest, 0xFFFF_FFFF, out _));
        check.Equal(Status.TrapBadPointer, Submit(in guest, 0xFFFF_FFF0, out _));
        check.Equal(Status.TrapBadPointer, Submit(in guest, 0x8000_0000, out _));
        uint cut = size - HeaderBytes - (Capacity - 1) * EntryBytes;
        Put(in guest, (int)cut, Capacity);
        Put(in guest, (int)cut + TailAt, 1);
        check.Equal(Status.TrapBadPointer, Submit(in guest, cut, out _));
        // One that just fits, at an odd address; and one byte further.
        uint last = size - HeaderBytes - EntryBytes;
        guest.Instance.Memory.Slice((int)last).Clear();
        Put(in guest, (int)last, 1);
        Put(in guest, (int)last + TailAt, 1);
        Put(in guest, (int)last + HeaderBytes, (uint)CallNumber.Tick);
        check.Equal(Status.Ok, Submit(in guest, last, out int answer));
        check.Equal(1, answer);
        guest.Instance.Memory.Slice((int)last).Clear();
        Put(in guest, (int)last + 1, 1);
        Put(in guest, (int)last + 1 + TailAt, 1);
        check.Equal(Status.TrapBadPointer, Submit(in guest, last + 1, out _));
        guest.Instance.Memory.Slice((int)last - 1).Clear();
        Put(in guest, (int)last - 1, 1);
        Put(in guest, (int)last - 1 + TailAt, 1);
        check.Equal(Status.Ok, Submit(in guest, last - 1, out answer));
        check.Equal(1, answer);
    }

    /// <summary>A number that stands for nothing is that entry's failure; the others are done.</summary>
    public static void UnknownCalls(in TestGuest guest, ref Check check)
    {
        PutHeader(in guest, Capacity, 0, Capacity);
        PutEntry(in guest, 0, 0);
        PutEntry(in guest, 1, (uint)CallNumber.I2cWriteRead + 1);
        PutEntry(in guest, 2, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF);
        PutEntry(in guest, 3, (uint)CallNumber.Tick);
        ExpectAnswer(in guest, Capacity, ref check);
        for (int i = 0; i < 3; i++) check.Equal(-(int)Status.NotFound, ResultOf(in guest, i));
        check.Equal(0, ResultOf(in guest, 3));
    }

    /// <summary>What would end the guest does so in a ring, too; the head tells at which entry.</summary>
    public static void BadEntry(in TestGuest guest, ref Check check)
    {
        uint size = (uint)guest.Instance.Memory.Length;
        for (int i = 0; i < 5; i++)
        {
            PutHeader(in guest, Capacity, 0, 3);
            PutEntry(in guest, 0, (uint)CallNumber.Tick);
            if (i == 0) PutEntry(in guest, 1, (uint)CallNumber.Log, 1, size - 1, 2);
            if (i == 1) PutEntry(in guest, 1, (uint)CallNumber.I2cWrite, Sensor, 0xFFFF_FFFF, 1);
            if (i == 2) PutEntry(in guest, 1, (uint)CallNumber.I2cRead, Sensor, 0x8000_0000, 0x8000_0000);
            if (i == 3) PutEntry(in guest, 1, (uint)CallNumber.I2cWriteRead, Sensor, 0, 1, size, 1);
            if (i == 4) PutEntry(in guest, 1, (uint)CallNumber.I2cWriteRead, Sensor, 0, 0xFFFF_FFFF, 0, 1);
            PutEntry(in guest, 2, (uint)CallNumber.Tick);
            check.Equal(Status.TrapBadPointer, Submit(in guest, Ring, out _));
            check.Equal(1, Get(in guest, Ring + HeadAt));
            check.Equal(0, ResultOf(in guest, 0));
            check.Equal(0x55555555, ResultOf(in guest, 2));
            check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
            check.Equal(2, trace.Count);
        }
    }

    /// <summary>
    /// Entries whose results go over the ring itself: header, entries that are still to come. The number of entries does not change, and
    /// the head is the host's own count.
    /// </summary>
    public static void Overlapping(in TestGuest guest, ref Check check)
    {
        PutHeader(in guest, Capacity, 0, Capacity);
        // The sensor's register 3, its upper limit: 80 °C = 0x50, 0x00.
        Put(in guest, 0, 3);
        PutEntry(in guest, 0, (uint)CallNumber.I2cWriteRead, Sensor, 0, 1, Ring, 2);
        PutEntry(in guest, 1, (uint)CallNumber.I2cWriteRead, Sensor, 0, 1, Ring + HeadAt, 2);
        PutEntry(in guest, 2, (uint)CallNumber.I2cWriteRead, Sensor, 0, 1, (uint)EntryAt(3), 2);
        PutEntry(in guest, 3, (uint)CallNumber.Tick);
        ExpectAnswer(in guest, Capacity, ref check);
        check.Equal(0x50, Get(in guest, Ring));
        check.Equal(Capacity, Get(in guest, Ring + HeadAt));
        check.Equal(0x50, Get(in guest, EntryAt(3)));
        check.Equal(-(int)Status.NotFound, ResultOf(in guest, 3));
        ExpectAnswer(in guest, -(int)Status.InvalidArgument, ref check);
    }

    /// <summary>Each entry costs the fuel of a call: the host does not work for nothing.</summary>
    public static void FuelOfEntries(in TestGuest guest, ref Check check)
    {
        ulong costOfNone = UsedFor(in guest, 0, ref check), costOfCall = FuelCost.Of(Opcode.Call);
        check.Equal((long)(costOfNone + Capacity * costOfCall), (long)UsedFor(in guest, Capacity, ref check));
        for (int i = 0; i < Capacity; i++) PutEntry(in guest, i, (uint)CallNumber.Tick);
        PutHeader(in guest, Capacity, 0, Capacity);
        check.Equal(Status.TrapOutOfFuel, Submit(in guest, Ring, out _, costOfNone + Capacity * costOfCall - 1));
        // It is paid before the first.
        check.Equal(0, Get(in guest, Ring + HeadAt));
        check.Equal(0x55555555, ResultOf(in guest, 0));
        check.Equal(0, (long)guest.Instance.Fuel);
    }

    private static ulong UsedFor(in TestGuest guest, int entries, ref Check check)
    {
        for (int i = 0; i < Capacity; i++) PutEntry(in guest, i, (uint)CallNumber.Tick);
        PutHeader(in guest, Capacity, 0, (uint)entries);
        ExpectAnswer(in guest, entries, ref check);
        return Fuel - guest.Instance.Fuel;
    }

    /// <summary>Rings of random bytes, most with a capacity that is one: an answer or a trap, and the guest goes on.</summary>
    public static void Garbage(in TestGuest guest, ref Check check)
    {
        Random64 random = new(7);
        int done = 0, trapped = 0, refused = 0;
        for (int round = 0; round < GuestStorage.Recycles / 5; round++)
        {
            Span<byte> ring = guest.Instance.Memory.Slice(Ring, HeaderBytes + Capacity * EntryBytes);
            for (int i = 0; i < ring.Length; i++) ring[i] = (byte)random.Below(256);
            // Numbers that are known, mostly; small arguments, mostly.
            uint head = (uint)random.Below(int.MaxValue) * 2;
            if (round % 8 != 0) PutHeader(in guest, Capacity, head, unchecked(head + (uint)random.Below(Capacity + 1)));
            for (int place = 0; place < Capacity; place++)
            {
                Put(in guest, EntryAt(place), (uint)random.Below(12));
                if (random.Below(4) != 0)
                    for (int i = 4; i < ResultAt; i += 4) Put(in guest, EntryAt(place) + i, (uint)random.Below(256));
            }

            Status status = Submit(in guest, Ring, out int answer);
            if (status == Status.Ok && answer >= 0) done++;
            else if (status == Status.Ok) refused++;
            else trapped++;
            check.True(status is Status.Ok or Status.TrapBadPointer);
            check.True(answer <= Capacity);
        }

        check.True(done > 10);
        check.True(trapped > 10);
        check.True(refused > 10);
    }
}
