using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Collections in lent memory whose bytes lie: each operation ends with a status, soon, and writes nowhere else.</summary>
[TestClass]
public sealed class SharedHostileTests
{
    private const int MemoryBytes = 4096;
    private const uint At = 256;
    private const uint TextAt = 128;
    private const uint SlotsAt = At + 16;
    private const int Rounds = 200_000;

    private static readonly Status[] s_answers =
    [
        Status.Ok, Status.NotFound, Status.Full, Status.Empty, Status.OutOfRange, Status.Busy, Status.InvalidArgument,
        Status.TrapBadPointer, Status.BucketCorrupt,
    ];

    private static readonly uint[] s_numbers =
    [
        0, 1, 2, 3, 7, 8, 9, 15, 16, 63, 64, 65, 4095, 4096, 65535, 65536, 65537, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xCCCC_CCCD,
        0xFFFF_FFF0, 0xFFFF_FFFF, 0xFEEDC011, 0xFEEDC012, 0xFEEDC013, 0xFEEDC014, 0x0000_0003, 0x0001_0000, 0x0100_0000,
    ];

    private static Span<byte> NewMemory(byte[] room, SharedKind kind, ElementType type)
    {
        Span<byte> memory = room;
        memory.Clear();
        "keys"u8.CopyTo(memory[(int)TextAt..]);
        switch (kind)
        {
            case SharedKind.Vector: Assert.AreEqual(Status.Ok, new SharedVector(memory, At).Format(type, 16)); break;
            case SharedKind.Ring: Assert.AreEqual(Status.Ok, new SharedRing(memory, At).Format(type, RingFlags.Overwrite, 16)); break;
            default: Assert.AreEqual(Status.Ok, Table(memory, kind, At).Format(type, default, 16)); break;
        }

        for (uint i = 0; i < 9; i++)
        {
            WordPair cell = Cell(type, i);
            if (kind == SharedKind.Vector) Assert.AreEqual(Status.Ok, new SharedVector(memory, At).Push(cell));
            else if (kind == SharedKind.Ring) Assert.AreEqual(Status.Ok, new SharedRing(memory, At).Publish(cell));
            else _ = Table(memory, kind, At).Insert(cell, cell);
        }

        return memory;
    }

    private static WordPair Cell(ElementType type, uint i) =>
        type == ElementType.Text ? new WordPair(TextAt + i % 4, 4 - i % 4) : new WordPair(i, i * i);

    private static SharedTable Table(Span<byte> memory, SharedKind kind, uint at) =>
        kind == SharedKind.Map ? SharedTable.Map(memory, at) : SharedTable.Set(memory, at);

    private static void Word(Span<byte> memory, uint at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(memory[(int)at..], value);

    private static uint Word(ReadOnlySpan<byte> memory, uint at) => BinaryPrimitives.ReadUInt32LittleEndian(memory[(int)at..]);

    /// <summary>Every operation of the host, and its answer.</summary>
    private static Status[] All(Span<byte> memory, SharedKind kind, uint at, WordPair cell)
    {
        if (kind == SharedKind.Vector)
        {
            SharedVector vector = new(memory, at);
            return
            [
                vector.GetCount(out _), vector.Get(cell.Low, out _), vector.Set(cell.Low, cell), vector.Pop(out _), vector.Push(cell),
                vector.GetElements(out _, out _),
            ];
        }

        if (kind == SharedKind.Ring)
        {
            SharedRing ring = new(memory, at);
            return [ring.GetCount(out _, out _), ring.GetSource(out _, out _), ring.Publish(cell), ring.Drain(out _), ring.Drain(out _)];
        }

        SharedTable table = Table(memory, kind, at);
        uint cursor = 0, seen = 0;
        Status next;
        while ((next = table.Next(ref cursor, out _, out _)) == Status.Ok) Assert.IsLessThanOrEqualTo(SharedTable.CapacityMax, ++seen);
        return
        [
            table.GetTypes(out _, out _), table.GetCount(out _), next, table.Get(cell, out _), table.Get("keys"u8, out _),
            table.Insert(cell, cell), table.Remove(cell), table.Remove(cell),
        ];
    }

    [TestMethod]
    [DataRow(SharedKind.Map)]
    [DataRow(SharedKind.Set)]
    [DataRow(SharedKind.Vector)]
    [DataRow(SharedKind.Ring)]
    public void Seeded_corruptions_end_with_a_status(SharedKind kind)
    {
        const int guard = 512;
        byte[] room = new byte[MemoryBytes + guard], whole = new byte[MemoryBytes];
        Random random = new((int)kind);
        int damaged = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 0; round < Rounds; round++)
        {
            ElementType type = (ElementType)(round % 4);
            if (round % 64 < 4) NewMemory(whole, kind, type).CopyTo(room);
            Span<byte> memory = room.AsSpan(0, MemoryBytes);
            int words = random.Next(1, 4);
            for (int i = 0; i < words; i++)
            {
                // Half of them in the header.
                uint at = At + 4 * (uint)random.Next(random.Next(2) == 0 ? 8 : 96);
                uint value = random.Next(4) == 0 ? (uint)random.NextInt64(uint.MaxValue) : s_numbers[random.Next(s_numbers.Length)];
                Word(memory, at, random.Next(8) == 0 ? Word(memory, at) ^ 1u << random.Next(32) : value);
            }

            uint pointer = random.Next(8) == 0 ? (uint)(MemoryBytes - random.Next(64)) : At;
            uint bytes = Extent(memory, kind, pointer);
            memory.CopyTo(whole);
            Status[] answers = All(memory, kind, pointer, Cell(type, (uint)random.Next(12)));
            Assert.IsTrue(answers.All(s_answers.Contains), $"{round}: {string.Join(' ', answers)}");
            if (answers.Contains(Status.BucketCorrupt) || answers.Contains(Status.TrapBadPointer)) damaged++;
            int from = (int)Math.Min(pointer, MemoryBytes), to = (int)Math.Min(pointer + bytes, MemoryBytes);
            bool untouched = memory[..from].SequenceEqual(whole.AsSpan(0, from)) && memory[to..].SequenceEqual(whole.AsSpan(to));
            Assert.IsTrue(untouched, $"{round}: written outside");
            Assert.IsLessThan(0, room.AsSpan(MemoryBytes).IndexOfAnyExcept((byte)0));
        }

        Assert.IsGreaterThan(Rounds / 10, damaged);
        Assert.IsLessThan(60_000, watch.ElapsedMilliseconds);
    }

    // What a collection takes by its header, computed apart from the code under test; 0 for one that does not fit.
    private static uint Extent(ReadOnlySpan<byte> memory, SharedKind kind, uint pointer)
    {
        ulong header = kind == SharedKind.Ring ? 32u : 16u;
        if (pointer + header > MemoryBytes) return 0;
        ulong element = kind is SharedKind.Map or SharedKind.Set ? 20u : (Word(memory, pointer + 4) & 0xFF) == 2 ? 4u : 8u;
        ulong whole = header + element * Word(memory, pointer + 8);
        return pointer + whole > MemoryBytes ? 0 : (uint)whole;
    }

    [TestMethod]
    [DataRow(8u, 0u, Status.BucketCorrupt, DisplayName = "capacity 0")]
    [DataRow(8u, 12u, Status.BucketCorrupt, DisplayName = "capacity not a power of two")]
    [DataRow(8u, 4u, Status.BucketCorrupt, DisplayName = "capacity too small")]
    [DataRow(8u, 131072u, Status.BucketCorrupt, DisplayName = "capacity huge")]
    [DataRow(8u, 0x8000_0000u, Status.BucketCorrupt, DisplayName = "capacity that wraps")]
    [DataRow(8u, 65536u, Status.TrapBadPointer, DisplayName = "capacity past the end")]
    [DataRow(12u, 13u, Status.BucketCorrupt, DisplayName = "more than three quarters")]
    [DataRow(12u, 0xFFFF_FFFFu, Status.BucketCorrupt, DisplayName = "count huge")]
    [DataRow(0u, 0xFEEDC012u, Status.BucketCorrupt, DisplayName = "a set")]
    [DataRow(0u, 0xFEEDC001u, Status.BucketCorrupt, DisplayName = "a wrapper of vera")]
    [DataRow(4u, 4u, Status.BucketCorrupt, DisplayName = "no type of keys")]
    [DataRow(4u, 0x400u, Status.BucketCorrupt, DisplayName = "no type of values")]
    [DataRow(4u, 0x10000u, Status.BucketCorrupt, DisplayName = "flags")]
    [DataRow(4u, 0x1000000u, Status.BucketCorrupt, DisplayName = "rubbish in the types' word")]
    public void A_map_with_a_broken_header_is_left_alone(uint word, uint value, Status expected)
    {
        byte[] room = new byte[MemoryBytes];
        Span<byte> memory = NewMemory(room, SharedKind.Map, ElementType.Int64);
        Word(memory, At + word, value);
        byte[] before = room.ToArray();
        foreach (Status answer in All(memory, SharedKind.Map, At, new WordPair(3, 9))) Assert.AreEqual(expected, answer);
        CollectionAssert.AreEqual(before, room);
    }

    [TestMethod]
    [DataRow(1u, Status.BucketCorrupt)]
    [DataRow(2u, Status.BucketCorrupt)]
    [DataRow(MemoryBytes - 16 + 4u, Status.TrapBadPointer)]
    [DataRow((uint)MemoryBytes, Status.TrapBadPointer)]
    [DataRow(0xFFFF_FFF0u, Status.TrapBadPointer)]
    [DataRow(0xFFFF_FFFCu, Status.TrapBadPointer)]
    public void A_pointer_to_nowhere_is_refused(uint pointer, Status expected)
    {
        byte[] room = new byte[MemoryBytes];
        foreach (SharedKind kind in Enum.GetValues<SharedKind>())
        {
            Span<byte> memory = NewMemory(room, kind, ElementType.Int64);
            foreach (Status answer in All(memory, kind, pointer, default)) Assert.AreEqual(expected, answer);
        }
    }

    [TestMethod]
    [DataRow(SharedKind.Map, 16 + 16 * 20)]
    [DataRow(SharedKind.Set, 16 + 16 * 20)]
    [DataRow(SharedKind.Vector, 16 + 16 * 8)]
    [DataRow(SharedKind.Ring, 32 + 16 * 8)]
    public void Its_last_byte_must_be_there(SharedKind kind, int bytes)
    {
        byte[] room = new byte[MemoryBytes];
        _ = NewMemory(room, kind, ElementType.Int64);
        Assert.AreEqual(Status.Ok, All(room.AsSpan(0, (int)At + bytes), kind, At, new WordPair(3, 9))[0]);
        for (int missing = 1; missing <= bytes; missing++)
        {
            foreach (Status answer in All(room.AsSpan(0, (int)At + bytes - missing), kind, At, default))
                Assert.AreEqual(Status.TrapBadPointer, answer);
        }
    }

    [TestMethod]
    [DataRow(RingFlags.Refuse, 17u, Status.BucketCorrupt)]
    [DataRow(RingFlags.Overwrite, 17u, Status.Ok)]
    public void A_ring_with_more_than_it_holds(RingFlags flags, uint published, Status expected)
    {
        byte[] room = new byte[MemoryBytes];
        SharedRing ring = new(room, At);
        Assert.AreEqual(Status.Ok, ring.Format(ElementType.Int64, flags, 16));
        Word(room, At + 16, published);
        Word(room, At + 24, published);
        Assert.AreEqual(expected, ring.GetCount(out uint count, out _));
        Assert.AreEqual(expected == Status.Ok ? 16u : 0u, count);
        Assert.AreEqual(expected, ring.Drain(out _));
        Assert.AreEqual(expected, ring.Publish(default));
    }

    // The producer says that it is writing where the oldest is.
    [TestMethod]
    public void What_is_written_over_while_it_is_read_is_not_taken()
    {
        byte[] room = new byte[MemoryBytes];
        SharedRing ring = new(room, At);
        Assert.AreEqual(Status.Ok, ring.Format(ElementType.Int64, RingFlags.Overwrite, 4));
        for (uint i = 0; i < 4; i++) Assert.AreEqual(Status.Ok, ring.Publish(new WordPair(i, 0)));
        Word(room, At + 24, 5);
        Assert.AreEqual(Status.Busy, ring.Drain(out _));
        Assert.AreEqual(0u, Word(room, At + 12));
        Word(room, At + 24, 4);
        Assert.AreEqual(Status.Ok, ring.Drain(out WordPair oldest));
        Assert.AreEqual(0u, oldest.Low);
    }

    // No slot is free, and every entry could move on for ever.
    [TestMethod]
    public void A_full_table_ends_every_search_and_removal()
    {
        byte[] room = new byte[MemoryBytes];
        SharedTable table = SharedTable.Map(room, At);
        Assert.AreEqual(Status.Ok, table.Format(ElementType.Int64, ElementType.Int64, 16));
        uint hash = KeyHash.Of(ElementType.Int64, default);
        for (uint slot = 0; slot < 16; slot++) Word(room, SlotsAt + 20 * slot, KeyHash.Mark | (slot + 1));
        Word(room, SlotsAt + 20 * (hash & 15), hash);
        Word(room, At + 12, 5);
        Assert.AreEqual(Status.BucketCorrupt, table.Get(new WordPair(99, 0), out _));
        Assert.AreEqual(Status.BucketCorrupt, table.Insert(new WordPair(99, 0)));
        Assert.AreEqual(Status.BucketCorrupt, table.Remove(default));
    }

    [TestMethod]
    public void Keys_that_leave_the_memory_are_refused()
    {
        byte[] room = new byte[MemoryBytes];
        Span<byte> memory = NewMemory(room, SharedKind.Map, ElementType.Text);
        SharedTable table = SharedTable.Map(memory, At);
        Assert.AreEqual(Status.TrapBadPointer, table.Get(new WordPair(MemoryBytes - 3, 4), out _));
        Assert.AreEqual(Status.TrapBadPointer, table.Insert(new WordPair(0xFFFF_FFFF, 4)));
        Assert.AreEqual(Status.InvalidArgument, table.Remove(new WordPair(0, SharedTable.TextBytesMax + 1)));
        Assert.AreEqual(Status.InvalidArgument, table.Get(new byte[SharedTable.TextBytesMax + 1], out _));
        Assert.AreEqual(Status.Ok, table.Get("keys"u8, out _));
        uint slot = KeyHash.Of("keys"u8) & 15;
        Word(memory, SlotsAt + 20 * slot + 4, MemoryBytes - 3);
        Assert.AreEqual(Status.TrapBadPointer, table.Get("keys"u8, out _));
    }

    // Another thread writes over the header while the host works: whatever it reads, it reads once.
    [TestMethod]
    [DataRow(SharedKind.Map)]
    [DataRow(SharedKind.Set)]
    [DataRow(SharedKind.Vector)]
    [DataRow(SharedKind.Ring)]
    public void A_header_that_changes_meanwhile_hurts_nobody(SharedKind kind)
    {
        byte[] room = new byte[MemoryBytes];
        NewMemory(room, kind, ElementType.Int32);
        bool stop = false;
        Thread scribbler = new(() =>
        {
            Random random = new(3);
            uint[] good = [16, 32, 64, 128, 0, 9];
            while (!Volatile.Read(ref stop))
            {
                Word(room, At + 8, random.Next(2) == 0 ? good[random.Next(good.Length)] : s_numbers[random.Next(s_numbers.Length)]);
                Word(room, At + 12, random.Next(2) == 0 ? (uint)random.Next(12) : s_numbers[random.Next(s_numbers.Length)]);
                Word(room, SlotsAt + 4 * (uint)random.Next(90), s_numbers[random.Next(s_numbers.Length)]);
            }
        });
        scribbler.Start();
        try
        {
            for (uint i = 0; i < 20_000; i++)
                Assert.IsTrue(All(room, kind, At, new WordPair(i % 20, 0)).All(s_answers.Contains));
        }
        finally
        {
            Volatile.Write(ref stop, true);
            scribbler.Join();
        }
    }

    // One thread publishes, the other drains: order and content hold, and what is missing was counted.
    [TestMethod]
    [DataRow(RingFlags.Refuse)]
    [DataRow(RingFlags.Overwrite)]
    public void Two_threads_share_a_ring(RingFlags flags)
    {
        const uint count = 300_000;
        byte[] room = new byte[MemoryBytes];
        Assert.AreEqual(Status.Ok, new SharedRing(room, At).Format(ElementType.Int64, flags, 16));
        uint refused = 0;
        Thread producer = new(() =>
        {
            for (uint i = 1; i <= count; i++)
            {
                Status status = new SharedRing(room, At).Publish(new WordPair(i, ~i));
                if (status != Status.Ok) refused++;
            }
        });
        producer.Start();
        uint last = 0, taken = 0;
        bool done = false;
        while (!done)
        {
            bool ended = producer.Join(0);
            Status status = new SharedRing(room, At).Drain(out WordPair element);
            done = ended && status == Status.Empty;
            if (status != Status.Ok) continue;
            Assert.IsTrue(element.Low > last && element.High == ~element.Low, $"{element.Low} after {last}");
            last = element.Low;
            taken++;
        }

        Assert.AreEqual(Status.Ok, new SharedRing(room, At).GetCount(out uint left, out uint dropped));
        Assert.AreEqual((0u, count - taken), (left, dropped));
        Assert.AreEqual(flags == RingFlags.Refuse ? dropped : 0u, refused);
    }

    [TestMethod]
    public void Nothing_is_allocated()
    {
        byte[] room = new byte[MemoryBytes];
        NewMemory(room, SharedKind.Map, ElementType.Int64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint i = 0; i < 1000; i++)
        {
            SharedTable map = SharedTable.Map(room, At);
            _ = map.Insert(new WordPair(i, 0), new WordPair(i, 0));
            _ = map.Get(new WordPair(i, 0), out _);
            _ = map.Remove(new WordPair(i, 0));
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
