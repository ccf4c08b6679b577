using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>
/// Collections in lent memory beside .NET's own: seeded operations, each done by the host or by the guest, whoever's turn it is; the other
/// side must read what was written.
/// </summary>
[TestClass]
public sealed class SharedModelTests
{
    private const uint At = SharedGuest.Lent;
    private const int Steps = 1500;

    private static readonly ElementType[] s_types = Enum.GetValues<ElementType>();

    public static IEnumerable<object[]> Maps() =>
        from language in SharedGuest.Languages from key in s_types from value in s_types select new object[] { language, key, value };

    public static IEnumerable<object[]> Elements() =>
        from language in SharedGuest.Languages from type in s_types select new object[] { language, type };

    public static IEnumerable<object[]> Rings() =>
        from element in Elements() from flags in Enum.GetValues<RingFlags>() select new[] { element[0], element[1], flags };

    [TestMethod]
    public void The_committed_guests_are_what_their_sources_give()
    {
        string folder = Directory.CreateTempSubdirectory("nf-collections-").FullName;
        try
        {
            using Process build = Process.Start("bash", [Path.Combine(SharedGuest.Folder, "build.sh"), folder]);
            build.WaitForExit();
            Assert.AreEqual(0, build.ExitCode);
            foreach (string name in new[] { "collections-c.wasm", "collections-as.wasm" })
            {
                CollectionAssert.AreEqual(
                    File.ReadAllBytes(Path.Combine(SharedGuest.Folder, name)), File.ReadAllBytes(Path.Combine(folder, name)),
                    "run tests/guests/collections/build.sh");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Maps))]
    public void A_map_is_a_dictionary(string language, ElementType key, ElementType value) =>
        RunTable(language, SharedKind.Map, key, value);

    [TestMethod]
    [DynamicData(nameof(Elements))]
    public void A_set_is_a_set(string language, ElementType element) => RunTable(language, SharedKind.Set, element, default);

    private static void RunTable(string language, SharedKind kind, ElementType keyType, ElementType valueType)
    {
        using SharedGuest guest = new(language);
        SharedHost host = new(guest);
        SharedSamples samples = new();
        (WordPair Cell, string Identity)[] keys = samples.Of(guest, keyType), values = samples.Of(guest, valueType);
        Random random = new(4 * (int)keyType + (int)valueType);
        int full = 0, wrapped = 0;
        foreach (uint capacity in new uint[] { 8, 16, 64 })
        {
            Dictionary<string, (WordPair Key, WordPair Value)> model = [];
            Assert.AreEqual(Status.Ok, Side(random, guest, host).Format(At, kind, keyType, valueType, capacity));
            for (int step = 0; step < Steps / 3; step++)
            {
                ISharedSide side = Side(random, guest, host);
                (WordPair cell, string identity) = keys[random.Next(keys.Length)];
                WordPair value = kind == SharedKind.Map ? values[random.Next(values.Length)].Cell : default;
                bool there = model.TryGetValue(identity, out (WordPair Key, WordPair Value) entry);
                switch (random.Next(100))
                {
                    case < 55:
                        Status expected = there || model.Count < capacity / 4 * 3 ? Status.Ok : Status.Full;
                        Assert.AreEqual(expected, side.Insert(At, kind, cell, value));
                        if (expected == Status.Ok) model[identity] = there ? (entry.Key, value) : (cell, value);
                        else full++;
                        break;
                    case < 99:
                        Assert.AreEqual(there ? Status.Ok : Status.NotFound, side.Remove(At, kind, cell));
                        model.Remove(identity);
                        break;
                    default:
                        Assert.AreEqual(Status.Ok, side.Clear(At, kind));
                        model.Clear();
                        break;
                }

                CheckTable(random, guest, host, kind, model, keys);
                if (Wraps(guest, capacity)) wrapped++;
            }
        }

        Assert.IsGreaterThan(10, full, "it was never full");
        Assert.IsGreaterThan(10, wrapped, "no chain went over the end");
    }

    private static ISharedSide Side(Random random, SharedGuest guest, SharedHost host) => random.Next(2) == 0 ? guest : host;

    // An entry before its home: its chain went over the end.
    private static bool Wraps(SharedGuest guest, uint capacity)
    {
        for (uint slot = 0; slot < capacity; slot++)
        {
            uint hash = guest.Word(At + 16 + 20 * slot);
            if (hash != 0 && (hash & (capacity - 1)) > slot) return true;
        }

        return false;
    }

    private static void CheckTable(
        Random random, SharedGuest guest, SharedHost host, SharedKind kind, Dictionary<string, (WordPair Key, WordPair Value)> model,
        (WordPair Cell, string Identity)[] keys)
    {
        Assert.AreEqual((uint)model.Count, guest.Word(At + 12));
        (WordPair cell, string identity) = keys[random.Next(keys.Length)];
        foreach (ISharedSide side in new ISharedSide[] { guest, host })
        {
            bool there = model.TryGetValue(identity, out (WordPair Key, WordPair Value) entry);
            Assert.AreEqual(there ? Status.Ok : Status.NotFound, side.Get(At, kind, cell, out WordPair value));
            Assert.AreEqual(entry.Value.Cell, value.Cell);
        }

        ISharedSide reader = Side(random, guest, host);
        List<(ulong, ulong)> found = [];
        uint cursor = 0;
        while (reader.Next(At, kind, ref cursor, out WordPair key, out WordPair value) == Status.Ok) found.Add((key.Cell, value.Cell));
        CollectionAssert.AreEquivalent(model.Values.Select(entry => (entry.Key.Cell, entry.Value.Cell)).ToList(), found);
    }

    [TestMethod]
    [DynamicData(nameof(Elements))]
    public void A_vector_is_a_list(string language, ElementType type)
    {
        using SharedGuest guest = new(language);
        SharedHost host = new(guest);
        (WordPair Cell, string)[] samples = new SharedSamples().Of(guest, type);
        Random random = new((int)type);
        const uint capacity = 20;
        Assert.AreEqual(Status.Ok, Side(random, guest, host).Format(At, SharedKind.Vector, type, default, capacity));
        List<ulong> model = [];
        for (int step = 0; step < Steps; step++)
        {
            ISharedSide side = Side(random, guest, host);
            WordPair cell = samples[random.Next(samples.Length)].Cell;
            uint index = (uint)random.Next((int)capacity + 1);
            bool there = index < model.Count;
            switch (random.Next(4))
            {
                case 0 or 1:
                    Assert.AreEqual(model.Count < capacity ? Status.Ok : Status.Full, side.Push(At, cell));
                    if (model.Count < capacity) model.Add(cell.Cell);
                    break;
                case 2:
                    Assert.AreEqual(model.Count == 0 ? Status.Empty : Status.Ok, side.Pop(At, out WordPair last));
                    if (model.Count == 0) break;
                    Assert.AreEqual(model[^1], last.Cell);
                    model.RemoveAt(model.Count - 1);
                    break;
                default:
                    Assert.AreEqual(there ? Status.Ok : Status.OutOfRange, side.SetAt(At, index, cell));
                    if (there) model[(int)index] = cell.Cell;
                    break;
            }

            there = index < model.Count;
            Assert.AreEqual(there ? Status.Ok : Status.OutOfRange, Side(random, guest, host).GetAt(At, index, out WordPair read));
            if (there) Assert.AreEqual(model[(int)index], read.Cell);
            Assert.AreEqual(Status.Ok, host.Vector(At).GetElements(out ElementType elements, out Span<byte> bytes));
            Assert.AreEqual(type, elements);
            Assert.AreEqual(model.Count * (type == ElementType.Int32 ? 4 : 8), bytes.Length);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rings))]
    public void A_ring_is_a_queue(string language, ElementType type, RingFlags flags)
    {
        using SharedGuest guest = new(language);
        SharedHost host = new(guest);
        (WordPair Cell, string)[] samples = new SharedSamples().Of(guest, type);
        Random random = new((int)type);
        foreach (uint capacity in new uint[] { 1, 2, 8 })
        {
            Assert.AreEqual(Status.Ok, Side(random, guest, host).FormatRing(At, type, flags, capacity, source: 0x1234));
            // Counts pass 2^32 on the way.
            uint dropped = 0, start = uint.MaxValue - Steps / 8;
            for (uint word = 12; word <= 24; word += 4)
                if (word != 20) guest.SetWord(At + word, start);
            Queue<ulong> model = [];
            uint missed = 0;
            for (int step = 0; step < Steps; step++)
            {
                ISharedSide side = Side(random, guest, host);
                WordPair cell = samples[random.Next(samples.Length)].Cell;
                if (random.Next(100) < 55)
                {
                    bool full = model.Count == capacity;
                    Assert.AreEqual(full && flags == RingFlags.Refuse ? Status.Full : Status.Ok, side.Publish(At, cell));
                    if (!full || flags == RingFlags.Overwrite) model.Enqueue(cell.Cell);
                    if (full && flags == RingFlags.Refuse) dropped++;
                    if (model.Count > capacity) (_, missed) = (model.Dequeue(), missed + 1);
                }
                else
                {
                    Assert.AreEqual(model.Count == 0 ? Status.Empty : Status.Ok, side.Drain(At, out WordPair read));
                    if (model.Count == 0) continue;
                    Assert.AreEqual(model.Dequeue(), read.Cell);
                    (dropped, missed) = (dropped + missed, 0);
                }

                Assert.AreEqual(Status.Ok, host.Ring(At).GetCount(out uint count, out uint counted));
                Assert.AreEqual((uint)model.Count, count);
                Assert.AreEqual(dropped, counted);
            }

            Assert.AreEqual(Status.Ok, host.Ring(At).GetSource(out ElementType element, out uint source));
            Assert.AreEqual((type, 0x1234u), (element, source));
            Assert.IsTrue(dropped > 50 && guest.Word(At + 12) < start, "neither full nor around the end");
        }
    }

    [TestMethod]
    public void All_sides_write_the_same_bytes()
    {
        using SharedGuest c = new("c"), assemblyScript = new("as"), third = new("c");
        SharedHost host = new(third);
        ISharedSide[] sides = [c, assemblyScript, host];
        SharedGuest[] guests = [c, assemblyScript, third];
        Random random = new(7);
        foreach (ElementType type in s_types)
        {
            (WordPair Cell, string)[] keys = guests.Select(guest => new SharedSamples().Of(guest, type)).ToArray()[0];
            foreach (ISharedSide side in sides)
            {
                Assert.AreEqual(Status.Ok, side.Format(At, SharedKind.Map, type, ElementType.Int32, 64));
                Assert.AreEqual(Status.Ok, side.Format(At + 2048, SharedKind.Set, type, default, 16));
                Assert.AreEqual(Status.Ok, side.Format(At + 4096, SharedKind.Vector, type, default, 16));
                Assert.AreEqual(Status.Ok, side.FormatRing(At + 5120, type, RingFlags.Overwrite, 8, 5));
                Assert.AreEqual(Status.Ok, side.FormatRing(At + 6144, type, RingFlags.Refuse, 8, 6));
            }

            for (int step = 0; step < 1000; step++)
            {
                WordPair key = keys[random.Next(keys.Length)].Cell;
                WordPair value = new((uint)random.Next(), (uint)random.Next());
                int operation = random.Next(8);
                Status[] answers = [.. sides.Select(side => Do(side, operation, key, value))];
                Assert.IsTrue(answers.All(answer => answer == answers[0]));
                Span<byte> expected = c.Memory.Slice((int)At, 8192);
                foreach (SharedGuest guest in guests)
                    Assert.IsTrue(guest.Memory.Slice((int)At, 8192).SequenceEqual(expected), $"{type} {step} {operation}");
            }
        }
    }

    private static Status Do(ISharedSide side, int operation, WordPair key, WordPair value) => operation switch
    {
        0 or 1 => side.Insert(At, SharedKind.Map, key, value),
        2 => side.Remove(At, SharedKind.Map, key),
        3 => side.Insert(At + 2048, SharedKind.Set, key, value),
        4 => side.Remove(At + 2048, SharedKind.Set, key),
        5 => side.Push(At + 4096, key),
        6 => side.Publish(At + 5120, key) | side.Publish(At + 6144, key),
        _ => side.Drain(At + 5120, out _) | side.Drain(At + 6144, out _),
    };

    [TestMethod]
    [DataRow("c")]
    [DataRow("as")]
    public void An_exported_global_tells_where_it_is(string language)
    {
        using SharedGuest guest = new(language);
        uint at = guest.ExportedAddress;
        Assert.IsTrue(at is not 0 and < 1024 && at % 4 == 0, $"{at}");
    }

    // The vectors of docs/COLLECTIONS.md: whoever writes another reader starts with them.
    [TestMethod]
    [DataRow(ElementType.Int64, 0ul, 0x80000000u)]
    [DataRow(ElementType.Int64, 1ul, 0xE88990C0)]
    [DataRow(ElementType.Int64, 0x100000000ul, 0xED523710)]
    [DataRow(ElementType.Float64, 0x8000000000000000ul, 0x80000000u)]
    [DataRow(ElementType.Float64, 0xFFF8000000000001ul, 0xC90B921F)]
    public void The_hash_is_written_down(ElementType type, ulong key, uint expected)
    {
        uint hash = KeyHash.Of(type, new WordPair(key));
        Assert.AreEqual(expected, hash);
    }

    [TestMethod]
    [DataRow("", 0xF4141C20)]
    [DataRow("a", 0xEC4E37EB)]
    [DataRow("sensor", 0xA1EF806C)]
    public void The_hash_of_strings_is_written_down(string text, uint expected) =>
        Assert.AreEqual(expected, KeyHash.Of(Encoding.ASCII.GetBytes(text)));
}
