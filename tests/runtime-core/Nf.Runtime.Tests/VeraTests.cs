using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Module <c>vera</c>: its names, what it roots, and that memory is the only truth.</summary>
[TestClass]
public sealed class VeraTests
{
    [TestMethod]
    [DataRow("map_insert$ki_vx")]
    [DataRow("map_insert$ki")]
    [DataRow("map_insert$ki_v")]
    [DataRow("map_insert$ki_vii")]
    [DataRow("map_insert$vi_ki")]
    [DataRow("map_get$kI_vi")]
    [DataRow("map_get$kK_vV")]
    [DataRow("map_keys$vi")]
    [DataRow("map_values$ki")]
    [DataRow("set_add$ki")]
    [DataRow("set_add$eK")]
    [DataRow("map_new$ki")]
    [DataRow("map_ne")]
    [DataRow("")]
    public void A_name_that_is_none_is_refused(string name)
    {
        using TestInstance guest = new(Wat.Compile($"""(import "vera" "{name}" (func))"""));
        Assert.AreEqual(Status.ImportUnknown, guest.Status);
        Assert.AreEqual(LoadDetail.ImportName, guest.Error.Detail);
    }

    [TestMethod]
    public void A_type_that_does_not_fit_the_name_is_refused()
    {
        foreach ((string name, string type) in VeraGuest.Functions())
        {
            foreach (string wrong in new[] { "(param i64 i64)", type + "(result f32)", "(param f32)" + type })
            {
                using TestInstance guest = new(Wat.Compile($"""(import "vera" "{name}" (func {wrong}))"""));
                Assert.AreEqual(Status.ImportMismatch, guest.Status, $"{name} {wrong}");
                Assert.AreEqual(LoadDetail.ImportType, guest.Error.Detail);
            }
        }
    }

    [TestMethod]
    public void Types_of_other_letters_do_not_fit()
    {
        (string Name, string Type)[] inserts =
            [.. VeraGuest.Functions().Where(f => f.Name.StartsWith("map_insert", StringComparison.Ordinal))];
        Assert.HasCount(16, inserts);
        foreach ((string name, string type) in inserts)
        {
            foreach ((string other, string otherType) in inserts)
            {
                using TestInstance guest = new(Wat.Compile($"""(import "vera" "{name}" (func {otherType}))"""));
                Assert.AreEqual(type == otherType ? Status.Ok : Status.ImportMismatch, guest.Status, $"{name} as {other}");
            }
        }
    }

    [TestMethod]
    public void The_other_functions_do_what_their_names_say()
    {
        using VeraGuest guest = new();
        Assert.AreEqual(Status.Ok, guest.TryCall("host_decref_handle", out _, 1, 2));
        Assert.AreEqual(Status.Ok, guest.TryCall("attach_bucket_to_wrapper", out _, 4096, 3, 7));
        Assert.AreEqual(Status.InvalidArgument, guest.TryCall("attach_bucket_to_wrapper", out _, 4096, 1, 7));
        Assert.AreEqual(Status.GuestAborted, guest.TryCall("contract_fail", out _, 4096, 4));
        Assert.AreEqual(Status.TrapBadPointer, guest.TryCall("contract_fail", out _, uint.MaxValue, 4));
        Assert.AreEqual(Status.TrapIntegerOverflow, guest.TryCall("overflow_trap", out _));
    }

    // At every allocation the collector could run: what is still needed stands on the shadow stack.
    [TestMethod]
    public void What_is_needed_after_an_allocation_is_rooted()
    {
        using VeraGuest guest = new();
        ulong[] key = guest.Text("key"u8), value = guest.Text("value"u8);
        uint empty = guest.Call("map_new");
        uint map = guest.Call("map_insert$ks_vs", [empty, .. key, .. value]);
        uint set = guest.Call("set_add$es", [guest.Call("set_new"), .. key]);
        uint mapBucket = guest.Word(map + 8), setBucket = guest.Word(set + 8);
        ulong[] other = guest.Text("other"u8), more = guest.Text("more"u8);
        Check("map_insert$ks_vs", [map, .. other, .. more], [map, mapBucket, (uint)other[0], (uint)more[0]], 2);
        Check("map_insert$ks_vs", [map, .. key, .. more], [map, mapBucket, (uint)key[0], (uint)more[0]], 2);
        Check("set_add$es", [set, .. other], [set, setBucket, (uint)other[0]], 2);
        Check("map_get$ks_vs", [map, .. key], [map, mapBucket, (uint)value[0]], 1);
        Check("map_get$ks_vs", [map, .. other], [map, mapBucket], 1);
        Check("map_keys$ks", [map], [map, mapBucket], 1);
        Check("map_values$vs", [map], [map, mapBucket], 1);
        Check("set_to_array$es", [set], [set, setBucket], 1);
        Check("map_remove$ks", [map, .. key], [map, mapBucket], 1);
        Check("map_new", [], [], 1);
        uint two = guest.Call("map_insert$ks_vs", [map, .. other, .. more]);
        Check("map_remove$ks", [two, .. key], [two, guest.Word(two + 8)], 2);
        // An i32 may be a pointer, and is rooted as one; an i64 is not.
        uint numbers = guest.Call("map_insert$kb_vi", guest.Call("map_new"), 0x1234, 5);
        Check("map_insert$kb_vi", [numbers, 0x5678, 6], [numbers, guest.Word(numbers + 8), 0x5678], 2);

        void Check(string name, ulong[] arguments, uint[] roots, int allocations)
        {
            List<uint> given = [];
            List<uint[]> seen = [];
            guest.OnAllocate = bytes =>
            {
                // An assertion here would have to pass through native code.
                seen.Add([.. guest.Roots()]);
                given.Add(guest.Bump(bytes));
                return given[^1];
            };
            guest.Call(name, arguments);
            guest.OnAllocate = guest.Bump;
            Assert.HasCount(allocations, given, name);
            for (int i = 0; i < allocations; i++) CollectionAssert.AreEqual(roots.Concat(given.Take(i)).ToArray(), seen[i], name);
        }
    }

    [TestMethod]
    public void Looking_up_allocates_nothing()
    {
        using VeraGuest guest = new();
        uint map = guest.Call("map_insert$ki_vi", guest.Call("map_new"), 1, 2);
        uint set = guest.Call("set_add$ei", guest.Call("set_new"), 1);
        int before = guest.Allocations;
        guest.Call("map_contains$ki", map, 1);
        guest.Call("map_size", map);
        Assert.AreEqual(map, guest.Call("map_remove$ki", map, 2));
        Assert.AreEqual(set, guest.Call("set_add$ei", set, 1));
        Assert.AreEqual(set, guest.Call("set_remove$ei", set, 2));
        Assert.AreEqual(Status.Ok, guest.TryCall("map_keys$ki", out ulong[] none, guest.Call("map_new")));
        Assert.AreEqual(0ul, none[0] + none[1]);
        Assert.AreEqual(before + 1, guest.Allocations, "an empty map");
    }

    [TestMethod]
    public void Memory_is_the_only_truth()
    {
        using VeraGuest guest = new();
        uint map = guest.Call("map_new");
        for (uint i = 0; i < 5; i++) map = guest.Call("map_insert$ki_vi", map, i, i * 10);
        uint bucket = guest.Word(map + 8);
        // The guest takes out the second entry and changes the third, by itself.
        guest.SetWord(bucket + 8 + 20, 0);
        guest.SetWord(bucket + 4, 4);
        guest.SetWord(bucket + 8 + 2 * 20 + 12, 777);
        Check(guest, map);
        // All of it in another instance.
        using VeraGuest fresh = new();
        guest.Memory.CopyTo(fresh.Memory);
        Check(fresh, map);
        // Changing what has a gap closes it.
        uint changed = guest.Call("map_insert$ki_vi", map, 3, 33);
        Assert.AreEqual(4u, guest.Call("map_size", changed));
        Assert.AreEqual(33u, guest.Word(guest.Word(changed + 8) + 8 + 2 * 20 + 12));
        uint removed = guest.Call("map_remove$ki", map, 2);
        Assert.AreEqual(3u, guest.Call("map_size", removed));
        Assert.AreEqual(3u, guest.Word(guest.Word(removed + 8) + 8 + 20 + 4));

        static void Check(VeraGuest guest, uint map)
        {
            Assert.AreEqual(4u, guest.Call("map_size", map));
            Assert.AreEqual(0u, guest.Call("map_contains$ki", map, 1));
            Assert.AreEqual(777u, guest.Word(guest.Call("map_get$ki_vi", map, 2) + 8));
            Assert.AreEqual(Status.Ok, guest.TryCall("map_keys$ki", out ulong[] keys, map));
            Assert.AreEqual(4ul, keys[1]);
            CollectionAssert.AreEqual(
                new ulong[] { 0, 2, 3, 4 }, Enumerable.Range(0, 4).Select(i => guest.Cell((uint)keys[0] + (uint)i * 8)).ToArray());
        }
    }
}
