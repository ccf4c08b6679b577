using System;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// Collections in memory that a guest lends: each operation is done by the host or by the guest, whoever's turn it is, and read by the other.
/// The guests are those of tests/guests/collections, in C and in AssemblyScript.
/// </summary>
internal static unsafe class SharedSelfTests
{
    /// <summary>
    /// Runs every self-test once. The last one's name ends with a digest of all that was left in the guests' memory: it is the same on every
    /// target, or that target has not reported a test that there is.
    /// </summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Sha256 memory = default;
        memory.Initialize();
        RunLanguage(SharedGuests.C, "-c"u8, ref memory, ref report);
        RunLanguage(SharedGuests.AssemblyScript, "-as"u8, ref memory, ref report);
        SelfTests.Run("shared.damaged-headers"u8, &DamagedHeaders, ref report);
        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Status status = memory.Finish(digest);
        Span<byte> buffer = stackalloc byte[2 * Sha256.DigestSize + 16];
        Utf8Writer name = new(buffer);
        name.Text("shared.memory-"u8);
        name.Hex(digest);
        report.Record(name.Written, status == Status.Ok);
    }

    private static void RunLanguage<TReport>(ReadOnlySpan<byte> wasm, ReadOnlySpan<byte> language, ref Sha256 memory, ref TReport report)
        where TReport : struct, IReport
    {
        RunOne("shared.map"u8, wasm, language, &Map, ref memory, ref report);
        RunOne("shared.set"u8, wasm, language, &Set, ref memory, ref report);
        RunOne("shared.vector"u8, wasm, language, &Vector, ref memory, ref report);
        RunOne("shared.ring"u8, wasm, language, &Ring, ref memory, ref report);
    }

    private static void RunOne<TReport>(
        ReadOnlySpan<byte> test, ReadOnlySpan<byte> wasm, ReadOnlySpan<byte> language, delegate*<ref SharedTestGuest, void> run,
        ref Sha256 memory, ref TReport report)
        where TReport : struct, IReport
    {
        Span<byte> buffer = stackalloc byte[32];
        Utf8Writer name = new(buffer);
        name.Text(test);
        name.Text(language);
        SharedTestGuest.Load(wasm, out SharedTestGuest guest);
        if (guest.Check.FailedLine == 0) run(ref guest);
        guest.Drop(ref memory);
        report.Record(name.Written, in guest.Check);
    }

    private static void Map(ref SharedTestGuest guest)
    {
        for (int type = 0; type < SharedTestGuest.Types; type++) Table(ref guest, SharedKind.Map, (ElementType)type);
    }

    private static void Set(ref SharedTestGuest guest)
    {
        for (int type = 0; type < SharedTestGuest.Types; type++) Table(ref guest, SharedKind.Set, (ElementType)type);
    }

    // 16 keys, of which 12 have room in 16 slots.
    private static void Table(ref SharedTestGuest guest, SharedKind kind, ElementType type)
    {
        const int steps = 250, keys = 16, room = 12;
        const uint capacity = 16;
        uint at = SharedTestGuest.Lent;
        Random64 random = new(1 + (ulong)type);
        Span<uint> values = stackalloc uint[keys];
        values.Clear();
        uint present = 0, count = 0;
        ElementType valueType = kind == SharedKind.Map ? ElementType.Int32 : default;
        bool byGuest = type is ElementType.Int64 or ElementType.Text;
        guest.Expect(Status.Ok, guest.Format(byGuest, at, kind, type, valueType, capacity));
        for (int step = 0; step < steps; step++)
        {
            byGuest = random.Below(2) == 0;
            int key = random.Below(keys);
            uint bit = 1u << key, value = kind == SharedKind.Map ? (uint)random.Below(int.MaxValue) : 0;
            bool there = (present & bit) != 0;
            if (random.Below(8) < 5)
            {
                bool fits = there || count < room;
                guest.Expect(fits ? Status.Ok : Status.Full, guest.Insert(byGuest, at, kind, SharedTestGuest.Cell(type, key, byGuest), value));
                if (!fits) continue;
                values[key] = value;
                if (!there) count++;
                present |= bit;
            }
            else
            {
                guest.Expect(there ? Status.Ok : Status.NotFound, guest.Remove(byGuest, at, kind, SharedTestGuest.Cell(type, key, byGuest)));
                if (there) count--;
                present &= ~bit;
            }

            // The other side looks.
            key = random.Below(keys);
            there = (present & (1u << key)) != 0;
            guest.Expect(
                there ? Status.Ok : Status.NotFound,
                guest.Get(!byGuest, at, kind, SharedTestGuest.Cell(type, key, !byGuest), out WordPair found));
            if (there) guest.Check.Equal(values[key], found.Low);
            guest.Check.Equal(count, guest.Word(at + 12));
        }

        uint cursor = 0, seen = 0;
        SharedTable table = guest.Table(at, kind);
        while (table.Next(ref cursor, out _, out _) == Status.Ok) seen++;
        guest.Check.Equal(count, seen);
    }

    private static void Vector(ref SharedTestGuest guest)
    {
        const uint capacity = 9;
        uint at = SharedTestGuest.Lent;
        for (int type = 0; type < SharedTestGuest.Types; type++)
        {
            guest.Expect(Status.Ok, guest.Format(type % 2 == 0, at, SharedKind.Vector, (ElementType)type, default, capacity));
            for (int i = 0; i < capacity; i++)
                guest.Expect(Status.Ok, guest.Push(i % 2 == 0, at, SharedTestGuest.Cell((ElementType)type, i, false)));
            guest.Expect(Status.Full, guest.Push(true, at, default));
            guest.Expect(Status.Full, guest.Push(false, at, default));
            for (int i = 0; i < capacity; i++)
            {
                guest.Expect(Status.Ok, guest.GetAt(i % 2 != 0, at, (uint)i, out WordPair element));
                guest.Check.Equal((long)SharedTestGuest.Cell((ElementType)type, i, false).Cell, (long)element.Cell);
            }

            guest.Expect(Status.OutOfRange, guest.GetAt(true, at, capacity, out _));
            guest.Expect(Status.OutOfRange, guest.GetAt(false, at, capacity, out _));
        }
    }

    private static void Ring(ref SharedTestGuest guest)
    {
        for (int type = 0; type < SharedTestGuest.Types; type++)
        {
            Ring(ref guest, (ElementType)type, RingFlags.Refuse);
            Ring(ref guest, (ElementType)type, RingFlags.Overwrite);
        }
    }

    // Elements are numbered; what is drained is the number that is due.
    private static void Ring(ref SharedTestGuest guest, ElementType type, RingFlags flags)
    {
        const uint capacity = 4;
        const int steps = 200;
        uint at = SharedTestGuest.Lent, published = 0, due = 0, dropped = 0;
        Random64 random = new(5 + (ulong)type);
        guest.Expect(Status.Ok, guest.FormatRing(flags == RingFlags.Refuse, at, type, flags, capacity));
        for (int step = 0; step < steps; step++)
        {
            bool byGuest = random.Below(2) == 0;
            if (random.Below(5) < 3)
            {
                bool refused = flags == RingFlags.Refuse && published - due == capacity;
                guest.Expect(refused ? Status.Full : Status.Ok, guest.Publish(byGuest, at, new WordPair(published, 0)));
                if (refused) dropped++;
                else published++;
            }
            else
            {
                if (published - due > capacity) (dropped, due) = (dropped + (published - capacity - due), published - capacity);
                guest.Expect(published == due ? Status.Empty : Status.Ok, guest.Drain(byGuest, at, out WordPair element));
                if (published == due) continue;
                guest.Check.Equal(due++, element.Low);
                guest.Check.Equal(dropped, guest.Word(at + 20));
            }
        }

        guest.Check.True(dropped > 0);
    }

    /// <summary>Each word of a header at odd values: a status comes back, and nothing was written.</summary>
    public static void DamagedHeaders(ref Check check)
    {
        SharedTestGuest.Load(SharedGuests.C, out SharedTestGuest guest);
        uint at = SharedTestGuest.Lent;
        for (uint word = 0; word < 4 && guest.Check.FailedLine == 0; word++)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                guest.Expect(Status.Ok, guest.Format(false, at, SharedKind.Map, ElementType.Int32, ElementType.Int32, 16));
                guest.Expect(Status.Ok, guest.Insert(false, at, SharedKind.Map, new WordPair(7, 0), 70));
                guest.SetWord(at + 4 * word, guest.Word(at + 4 * word) ^ 1u << bit);
                Status status = guest.Insert(false, at, SharedKind.Map, new WordPair(8, 0), 80);
                // Other types, a power of two less, or a count that may be: those are good headers.
                bool mayBe = word is 1 && bit is 0 or 1 or 8 or 9 || word == 3 && bit < 4;
                guest.Check.True(mayBe || status is Status.BucketCorrupt or Status.TrapBadPointer);
            }
        }

        guest.Drop();
        check = guest.Check;
    }
}
