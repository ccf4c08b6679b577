using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>
/// Module <c>vera</c> on damaged memory and with an allocator that lies: a status each time, a host that lives, gc_sp as it was.
/// </summary>
[TestClass]
public sealed class VeraHostileTests
{
    private const int Corruptions = 20_000;

    private static uint MapOfFive(VeraGuest guest)
    {
        uint map = guest.Call("map_new");
        for (uint i = 0; i < 5; i++) map = guest.Call("map_insert$ks_vi", [map, .. guest.Text([(byte)i, 7, 7]), i]);
        return map;
    }

    public static IEnumerable<object[]> Damages()
    {
        // Which word (of the wrapper: 0 to 8; of the bucket: 100 and on), what it is set to, and what every operation says.
        (int Word, uint Value, Status Status)[] all =
        [
            (0, 0xFEEDC002, Status.BucketCorrupt), (0, 0, Status.BucketCorrupt), (4, 1, Status.BucketCorrupt),
            (8, 2, Status.BucketCorrupt), (8, 65536, Status.TrapBadPointer), (8, 65532, Status.TrapBadPointer),
            (8, 0xFFFF_FFFC, Status.TrapBadPointer), (8, 0x8000_0000, Status.TrapBadPointer),
            (100, 0, Status.BucketCorrupt), (100, 7, Status.BucketCorrupt), (100, 12, Status.BucketCorrupt), (100, 4, Status.BucketCorrupt),
            (100, 0x8000_0000, Status.BucketCorrupt), (100, uint.MaxValue, Status.BucketCorrupt), (100, 4096, Status.TrapBadPointer),
            (100, 0x0400_0000, Status.TrapBadPointer), (104, 17, Status.BucketCorrupt), (104, uint.MaxValue, Status.BucketCorrupt),
        ];
        foreach ((int word, uint value, Status status) in all) yield return [word, value, status];
    }

    [TestMethod]
    [DynamicData(nameof(Damages))]
    public void A_damaged_header_is_refused_by_every_operation(int word, uint value, Status expected)
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint map = MapOfFive(guest);
        ulong[] key = guest.Text([1, 7, 7]);
        guest.SetWord(word >= 100 ? guest.Word(map + 8) + (uint)word - 100 : map + (uint)word, value);
        CheckAll(guest, map, key, expected);
    }

    private static void CheckAll(VeraGuest guest, uint map, ulong[] key, Status expected)
    {
        int before = guest.Allocations;
        Assert.AreEqual(expected, guest.TryCall("map_size", out _, map));
        Assert.AreEqual(expected, guest.TryCall("map_contains$ks", out _, [map, .. key]));
        Assert.AreEqual(expected, guest.TryCall("map_get$ks_vi", out _, [map, .. key]));
        Assert.AreEqual(expected, guest.TryCall("map_insert$ks_vi", out _, [map, .. key, 9]));
        Assert.AreEqual(expected, guest.TryCall("map_remove$ks", out _, [map, .. key]));
        Assert.AreEqual(expected, guest.TryCall("map_keys$ks", out _, map));
        Assert.AreEqual(expected, guest.TryCall("map_values$vi", out _, map));
        Assert.AreEqual(before, guest.Allocations, "nothing was asked of the allocator");
    }

    [TestMethod]
    [DataRow(1u, Status.BucketCorrupt)]
    [DataRow(65534u, Status.BucketCorrupt)]
    [DataRow(65528u, Status.TrapBadPointer)]
    [DataRow(65536u, Status.TrapBadPointer)]
    [DataRow(0xFFFF_FFFCu, Status.TrapBadPointer)]
    [DataRow(0u, Status.BucketCorrupt)]
    public void A_wrapper_that_is_none_is_refused(uint wrapper, Status expected)
    {
        using VeraGuest guest = new(memoryPages: 1);
        CheckAll(guest, wrapper, guest.Text([1]), expected);
    }

    [TestMethod]
    public void A_bucket_that_overlaps_its_wrapper_is_refused()
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint at = guest.Bump(1024);
        // The wrapper lies in the last slot of its own bucket.
        uint wrapper = at + 8 + 7 * 20 + 4;
        guest.SetWord(at, 8);
        guest.SetWord(at + 4, 1);
        guest.SetWord(wrapper, 0xFEEDC001);
        guest.SetWord(wrapper + 4, 0);
        guest.SetWord(wrapper + 8, at);
        CheckAll(guest, wrapper, guest.Text([1]), Status.BucketCorrupt);
    }

    [TestMethod]
    [DataRow(2u)]
    [DataRow(uint.MaxValue)]
    public void Rubbish_in_a_slot_is_refused(uint occupancy)
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint map = MapOfFive(guest);
        ulong[] key = guest.Text([9]);
        guest.SetWord(guest.Word(map + 8) + 8 + 2 * 20, occupancy);
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_contains$ks", out _, [map, .. key]));
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_insert$ks_vi", out _, [map, .. key, 1]));
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_keys$ks", out _, map));
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_values$vi", out _, map));
    }

    [TestMethod]
    public void Fewer_entries_than_the_header_says_are_refused()
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint map = MapOfFive(guest);
        guest.SetWord(guest.Word(map + 8) + 4, 6);
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_contains$ks", out _, [map, .. guest.Text([9])]));
        Assert.AreEqual(Status.BucketCorrupt, guest.TryCall("map_keys$ks", out _, map));
    }

    [TestMethod]
    [DataRow(0xFFFF_FFFFu, 3u)]
    [DataRow(0xFFFF_FFF0u, 0x20u)]
    [DataRow(65535u, 3u)]
    [DataRow(4096u, 0xFFFF_FFFFu)]
    [DataRow(4096u, 0x8000_0000u)]
    public void A_string_that_leaves_the_memory_is_refused(uint pointer, uint length)
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint map = MapOfFive(guest), slot = guest.Word(map + 8) + 8;
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("map_contains$ks", out _, map, pointer, length), "as an argument");
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("map_insert$ks_vi", out _, map, pointer, length, 1));
        guest.SetWord(slot + 4, pointer);
        guest.SetWord(slot + 8, 3);
        if (length != 3) return;
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("map_contains$ks", out _, [map, .. guest.Text([9, 9, 9])]), "in a slot");
    }

    [TestMethod]
    [DataRow("map_insert$ks_vi", 1)]
    [DataRow("map_insert$ks_vi", 2)]
    [DataRow("map_remove$ks", 1)]
    [DataRow("map_remove$ks", 2)]
    [DataRow("map_get$ks_vi", 1)]
    [DataRow("map_keys$ks", 1)]
    [DataRow("map_values$vi", 1)]
    [DataRow("map_new", 1)]
    public void An_allocator_that_lies_is_found_out(string name, int lie)
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint map = MapOfFive(guest), bucket = guest.Word(map + 8);
        ulong[] key = guest.Text([1, 7, 7]);
        ulong[] arguments = name switch
        {
            "map_new" => [],
            "map_insert$ks_vi" => [map, .. key, 5],
            "map_keys$ks" or "map_values$vi" => [map],
            _ => [map, .. key],
        };
        bool copies = name is not ("map_new" or "map_get$ks_vi");
        byte[] before = guest.Memory[(int)bucket..(int)(bucket + 8 + 16 * 20)].ToArray();
        Lie(bytes => 0, Status.OutOfMemory);
        Lie(bytes => 4097, Status.TrapBadPointer);
        Lie(bytes => 4098, Status.TrapBadPointer);
        Lie(bytes => 65536, Status.TrapBadPointer);
        Lie(bytes => 65536 - 4, Status.TrapBadPointer);
        Lie(bytes => 0xFFFF_FFFC, Status.TrapBadPointer);
        if (copies) Lie(bytes => map, Status.TrapBadPointer);
        if (copies) Lie(bytes => bucket, Status.TrapBadPointer);
        if (copies) Lie(bytes => bucket + 4, Status.TrapBadPointer);
        CollectionAssert.AreEqual(before, guest.Memory[(int)bucket..(int)(bucket + 8 + 16 * 20)].ToArray(), "the old map is what it was");
        // An allocator that moves the shadow stack's pointer, or fills the stack with rubbish, harms itself only.
        Assert.AreEqual(Status.Ok, Run(bytes =>
        {
            guest.ShadowTop = VeraGuest.ShadowStack;
            return guest.Bump(bytes);
        }));
        if (!copies) return;
        Lie(bytes => Damage(bucket, 8, bytes), Status.BucketCorrupt);
        guest.SetWord(bucket, 16);
        Lie(bytes => Damage(bucket + 4, 1, bytes), Status.BucketCorrupt);
        guest.SetWord(bucket + 4, 5);
        Lie(bytes => Damage(map + 8, 0, bytes), Status.BucketCorrupt);

        uint Damage(uint at, uint value, uint bytes)
        {
            guest.SetWord(at, value);
            return guest.Bump(bytes);
        }

        void Lie(Func<uint, uint> allocate, Status expected) => Assert.AreEqual(expected, Run(allocate));

        Status Run(Func<uint, uint> allocate)
        {
            int calls = 0;
            guest.OnAllocate = bytes => ++calls == lie ? allocate(bytes) : guest.Bump(bytes);
            Status status = guest.TryCall(name, out _, arguments);
            Assert.IsGreaterThanOrEqualTo(lie, calls);
            guest.OnAllocate = guest.Bump;
            return status;
        }
    }

    [TestMethod]
    [DataRow(VeraGuest.ShadowLimit, Status.TrapStackOverflow)]
    [DataRow(VeraGuest.ShadowLimit - 3, Status.TrapStackOverflow)]
    [DataRow(VeraGuest.ShadowLimit - 4, Status.TrapStackOverflow)]
    [DataRow(VeraGuest.ShadowLimit - 16, Status.TrapStackOverflow)]
    [DataRow(VeraGuest.ShadowLimit - 20, Status.Ok)]
    [DataRow(uint.MaxValue, Status.TrapStackOverflow)]
    public void A_full_shadow_stack_is_refused(uint top, Status expected)
    {
        using VeraGuest guest = new(memoryPages: 1);
        uint set = guest.Call("set_new");
        // Five words: wrapper, bucket, element, the new wrapper and the new bucket.
        guest.ShadowTop = top;
        Assert.AreEqual(expected, guest.TryCall("set_add$eb", out _, set, 1));
    }

    [TestMethod]
    public void Random_damage_is_survived()
    {
        using VeraGuest guest = new(memoryPages: 1);
        Random random = new(20);
        uint map = MapOfFive(guest), bucket = guest.Word(map + 8);
        ulong[][] keys = [guest.Text([1, 7, 7]), guest.Text([]), guest.Text([9, 9, 9])];
        uint heap = guest.Bump(0);
        byte[] whole = guest.Memory.ToArray();
        string[] names =
        [
            .. VeraGuest.Functions().Select(f => f.Name)
                .Where(n => n.StartsWith("map_", StringComparison.Ordinal) && !n.EndsWith("new", StringComparison.Ordinal)),
        ];
        uint[] values =
        [
            0, 1, 2, 3, 4, 8, 16, 32, 64, 1024, 4096, 65535, 65536, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, 0xFFFF_FFFF, map, bucket,
        ];
        Dictionary<Status, int> seen = [];
        for (int i = 0; i < Corruptions; i++)
        {
            whole.CopyTo(guest.Memory);
            guest.Clear();
            _ = guest.Bump(heap - VeraGuest.HeapStart);
            whole.CopyTo(guest.Memory);
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                uint at = random.Next(4) == 0 ? map + 4 * (uint)random.Next(3) : bucket + 4 * (uint)random.Next(2 + 5 * 16);
                guest.SetWord(at, random.Next(2) == 0 ? values[random.Next(values.Length)] : guest.Word(at) ^ (1u << random.Next(32)));
            }

            int calls = 0, late = random.Next(1, 3);
            bool damages = random.Next(4) == 0;
            uint where = bucket + 4 * (uint)random.Next(20), what = values[random.Next(values.Length)];
            guest.OnAllocate = bytes =>
            {
                uint given = guest.Bump(bytes);
                if (damages && ++calls == late) guest.SetWord(where, what);
                return given;
            };
            string name = names[random.Next(names.Length)];
            int cells = guest.ParameterCount(name) - 1;
            ulong[] arguments = [map, .. keys[random.Next(3)].Concat([5ul, 6ul]).Take(cells)];
            Status status = guest.TryCall(name, out _, arguments);
            seen[status] = seen.GetValueOrDefault(status) + 1;
        }

        Status[] allowed = [Status.Ok, Status.TrapBadPointer, Status.BucketCorrupt, Status.OutOfMemory];
        Assert.IsTrue(seen.Keys.All(allowed.Contains), string.Join(", ", seen));
        Assert.IsGreaterThan(1000, seen[Status.Ok]);
        Assert.IsGreaterThan(1000, seen[Status.BucketCorrupt]);
        Assert.IsGreaterThan(100, seen[Status.TrapBadPointer]);
    }
}
