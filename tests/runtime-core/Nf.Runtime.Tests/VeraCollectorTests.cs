using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>
/// Module <c>vera</c> with a guest whose heap is collected: long chains, a collection at every allocation, and allocators in trouble. The
/// guest roots nothing of what it gives a host function.
/// </summary>
[TestClass]
public sealed class VeraCollectorTests
{
    private const uint Many = 10_000;
    private const uint Some = 1_000;
    private const uint Few = 60;

    private const uint NumbersToTexts = 3;

    private const uint Nothing = 1;
    private const uint Old = 4;

    // The host's roots, in their order: see Collection.
    private const uint Wrapper = 0;
    private const uint Bucket = 1;
    private const uint Key = 2;
    private const uint Value = 3;

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> KindNumbers() =>
        Enumerable.Range(0, CollectorGuest.Kinds.Length).Select(kind => new object[] { (uint)kind });

    [TestMethod]
    public void The_committed_guest_is_what_its_sources_give()
    {
        string folder = Directory.CreateTempSubdirectory("nf-collector-").FullName;
        try
        {
            using Process build = Process.Start("bash", [Path.Combine(CollectorGuest.Folder, "build.sh"), folder]);
            build.WaitForExit();
            Assert.AreEqual(0, build.ExitCode);
            CollectionAssert.AreEqual(
                CollectorGuest.Wasm, File.ReadAllBytes(Path.Combine(folder, "collector.wasm")), "run tests/guests/collector/build.sh");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow(0u, DisplayName = "map of strings")]
    [DataRow(7u, DisplayName = "set of strings")]
    public void Ten_thousand_in_a_chain(uint kind)
    {
        using CollectorGuest guest = new(eager: false);
        guest.Expect("build", kind, Some);
        uint small = guest.Peak;
        _ = guest.Call("prepare", 0);
        HostClock.Start();
        long bytes = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
        Status status = guest.TryCall("build", out uint line, kind, Many);
        TimeSpan total = Stopwatch.GetElapsedTime(began);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Assert.AreEqual(Status.Ok, status);
        Assert.AreEqual(0u, line);
        // The test's own call of the export allocates the arguments and the name.
        Assert.IsLessThan(1024, bytes, "managed bytes of 10,000 changes");
        guest.Expect("check", kind, Many, 0, 1);
        Assert.IsLessThan(30.0 * small, guest.Peak);
        TestContext.WriteLine(
            $"{total.TotalMilliseconds:F0} ms, of which host functions {HostClock.InHost.TotalMilliseconds:F0} ms "
            + $"({HostClock.InHost / total:P1}); "
            + $"{guest.Collections} collections; peak {guest.Peak} bytes, {(double)guest.Peak / small:F1} times that of {Some} entries");
    }

    [TestMethod]
    public void A_thousand_in_a_chain_seven_times()
    {
        using CollectorGuest guest = new(eager: false);
        for (uint kind = 0; kind < 7; kind++)
        {
            guest.Expect("build", kind, Some);
            guest.Expect("check", kind, Some, 0, 1);
            guest.Expect("thin", kind, Some);
            guest.Expect("check", kind, Some, 1, 2);
        }

        Assert.IsGreaterThan(100u, guest.Collections);
    }

    [TestMethod]
    [DynamicData(nameof(KindNumbers))]
    public void With_a_collection_at_every_allocation(uint kind)
    {
        using CollectorGuest guest = new(eager: true);
        guest.Expect("build", kind, 150);
        guest.Expect("check", kind, 150, 0, 1);
        guest.Expect("thin", kind, 150);
        guest.Expect("check", kind, 150, 1, 2);
        Assert.IsGreaterThan(450u, guest.Collections);
    }

    // A host function that forgets a root: the collector looks past that word. The bucket is not among them: the wrapper leads to it.
    [TestMethod]
    [DataRow(0u, Wrapper)]
    [DataRow(0u, Key)]
    [DataRow(0u, Value)]
    [DataRow(0u, Value + 1, DisplayName = "map: the new wrapper")]
    [DataRow(1u, Key)]
    [DataRow(2u, Value)]
    [DataRow(3u, Key, DisplayName = "no key to root: the value")]
    [DataRow(5u, Value)]
    [DataRow(7u, Wrapper)]
    [DataRow(7u, Key)]
    [DataRow(7u, Key + 1, DisplayName = "set: the new wrapper")]
    [DataRow(8u, Wrapper)]
    public void A_root_that_is_left_out_is_noticed(uint kind, uint root)
    {
        using CollectorGuest guest = new(eager: true);
        _ = guest.Call("set_blind", root);
        Assert.IsTrue(Notices(guest, kind), $"{CollectorGuest.Kinds[kind]} without root {root}");
    }

    private static bool Notices(CollectorGuest guest, uint kind) =>
        guest.TryCall("build", out uint line, kind, Few) != Status.Ok || line != 0
        || guest.TryCall("check", out line, kind, Few, 0, 1) != Status.Ok || line != 0;

    [TestMethod]
    public void An_array_needs_its_collection_until_it_is_made()
    {
        using CollectorGuest guest = new(eager: true);
        guest.Expect("build", 0, Few);
        guest.Expect("check", 0, Few, 0, 1);
        _ = guest.Call("set_blind", Wrapper);
        Assert.IsTrue(guest.TryCall("check", out uint line, 0, Few, 0, 1) != Status.Ok || line != 0);
    }

    [TestMethod]
    public void The_bucket_is_reached_from_its_wrapper()
    {
        using CollectorGuest guest = new(eager: true);
        _ = guest.Call("set_blind", Bucket);
        Assert.IsFalse(Notices(guest, 0));
    }

    // What the allocator can do, and what an operation says to it; by the numbers of heap.c.
    private static readonly (uint Trouble, Status Expected)[] s_troubles =
    [
        (Nothing, Status.OutOfMemory), (2, Status.TrapUnreachable), (3, Status.TrapOutOfFuel), (Old, Status.TrapBadPointer),
        (5, Status.Ok), (6, Status.Reentrant), (7, Status.TrapOutOfDepth), (8, Status.TrapBadPointer), (9, Status.TrapBadPointer),
        (10, Status.Ok),
    ];

    private static readonly (uint Operation, string Name, uint Allocations)[] s_operations =
        [(0, "insert", 2), (1, "replace", 2), (2, "get", 1), (3, "remove", 2), (4, "keys", 1), (5, "values", 1), (6, "new", 1)];

    [TestMethod]
    [DynamicData(nameof(KindNumbers))]
    public void An_allocator_in_trouble_gives_a_status_and_leaves_the_collection(uint kind)
    {
        string types = CollectorGuest.Kinds[kind];
        bool isSet = types.Length == 1;
        uint own = (types[0] == 's' ? 1u : 0) + (types[^1] is 's' or 'b' ? 1u : 0);
        using CollectorGuest guest = new(eager: false);
        guest.Expect("build", kind, Few);
        uint wrapper = guest.Current, bucket = guest.Word(wrapper + 8);
        foreach ((uint operation, string name, uint allocations) in s_operations)
        {
            if (isSet && name is "get" or "values" or "replace") continue;
            foreach ((uint trouble, Status expected) in s_troubles)
            {
                if (trouble == Old && name == "new") continue;
                uint[] pointers = trouble == Old ? [wrapper, bucket, bucket + 16] : [0];
                for (uint nth = 0; nth < allocations; nth++)
                {
                    foreach (uint pointer in pointers)
                    {
                        _ = guest.Call("set_trouble", trouble, own + nth, pointer);
                        guest.SetFuel(10_000_000);
                        Status status = guest.TryCall("attempt", out _, kind, operation, Few);
                        guest.SetFuel(InstanceLimits.FuelMax);
                        Assert.AreEqual(expected, status, $"{types} {name}, trouble {trouble} at allocation {nth}");
                        Assert.AreEqual(guest.ShadowBase, guest.ShadowTop, "gc_sp");
                        _ = guest.Call("set_trouble", 0, 0, 0);
                    }
                }
            }

            guest.Expect("check", kind, Few, 0, 1);
            Assert.AreEqual(wrapper, guest.Current);
        }
    }

    [TestMethod]
    public void All_of_it_reads_back_in_a_fresh_instance()
    {
        using CollectorGuest first = new(eager: false);
        for (uint kind = 0; kind < CollectorGuest.Kinds.Length; kind++)
        {
            first.Expect("build", kind, Some);
            byte[] memory = first.Instance.Instance.Memory.ToArray();
            using CollectorGuest second = new(eager: false);
            _ = second.Call("grow_to", (ulong)memory.Length);
            memory.CopyTo(second.Instance.Instance.Memory);
            foreach (string global in new[] { "gc_sp", "gc_stack_limit" }) second.SetGlobal(global, first.Global(global));
            second.Expect("check", kind, Some, 0, 1);
            second.Expect("thin", kind, Some);
            second.Expect("check", kind, Some, 1, 2);
            first.Expect("check", kind, Some, 0, 1);
        }
    }

    [TestMethod]
    [DataRow(0u)]
    [DataRow(1u)]
    [DataRow(4u)]
    [DataRow(5u)]
    [DataRow(100u)]
    public void A_host_function_builds_a_map_entry_by_entry(uint count)
    {
        using CollectorGuest guest = new(eager: true);
        guest.Expect("build_by_host", count, count);
        guest.Expect("check", NumbersToTexts, count, 0, 1);
    }

    [TestMethod]
    public void A_builder_takes_no_more_than_there_is_room_for()
    {
        using CollectorGuest guest = new(eager: true);
        guest.Expect("build_by_host", 1, 8);
        guest.Expect("check", NumbersToTexts, 8, 0, 1);
        Assert.AreEqual(Status.Full, guest.TryCall("build_by_host", out _, 1, 9));
        Assert.AreEqual(guest.ShadowBase, guest.ShadowTop, "gc_sp");
    }
}
