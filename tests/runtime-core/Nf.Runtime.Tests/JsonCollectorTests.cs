using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;

namespace Nf.Runtime.Tests;

/// <summary>JSON in the guest of tests/guests/json, whose heap is collected.</summary>
[TestClass]
public sealed class JsonCollectorTests
{
    private const uint Times = 5_000;
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes(
        """{"device":"tmp105","bus":0,"samples":[21.5,21.625,-3e-7,null],"é\n":{"on":true,"":[],"deep":[[["x"]]]}}""");

    // In the order in which the host puts them down; while arrays and objects are filled the last ones change.
    private const uint RootText = 0;
    private const uint RootStack = 1;
    private const uint RootValue = 2;
    private const uint RootName = 3;
    private const uint RootNode = 4;
    private const uint NoRoot = 200;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void The_committed_guest_is_what_its_sources_give()
    {
        string folder = Directory.CreateTempSubdirectory("nf-json-").FullName;
        try
        {
            using Process build = Process.Start("bash", [Path.Combine(Folder, "build.sh"), folder]);
            build.WaitForExit();
            Assert.AreEqual(0, build.ExitCode);
            CollectionAssert.AreEqual(
                File.ReadAllBytes(Path.Combine(Folder, "json.wasm")), File.ReadAllBytes(Path.Combine(folder, "json.wasm")),
                "run tests/guests/json/build.sh");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Five_thousand_times(bool eager)
    {
        using Guest guest = new(eager);
        guest.Expect("parse_many", 100);
        uint peak = guest.Call("peak_bytes");
        long bytes = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
        guest.Expect("parse_many", Times);
        TimeSpan time = Stopwatch.GetElapsedTime(began);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        uint after = guest.Call("peak_bytes");
        // Without a collection at each allocation the heap may grow to its limit first.
        if (eager) Assert.AreEqual(peak, after, "peak memory");
        else Assert.IsLessThan(3 * peak, after);
        Assert.IsLessThan(2048, bytes, "managed bytes of the test's own calls");
        TestContext.WriteLine($"{time.TotalMicroseconds / Times:F1} us each, peak {after} bytes, {guest.Call("collections")} collections");
    }

    [TestMethod]
    public void Back_and_forth_with_a_collection_at_every_allocation()
    {
        using Guest guest = new(eager: true);
        guest.Expect("round_trip", 500);
    }

    // A host function that forgets a root: the collector looks past that word.
    [TestMethod]
    [DataRow(RootText)]
    [DataRow(RootStack)]
    [DataRow(RootValue)]
    [DataRow(RootName)]
    [DataRow(RootNode)]
    public void A_root_that_is_left_out_is_noticed(uint root)
    {
        using Guest guest = new(eager: true);
        _ = guest.Call("set_blind", root);
        bool isNoticed = guest.Notices("parse_many");
        _ = guest.Call("set_blind", NoRoot);
        Assert.IsTrue(isNoticed || guest.Notices("write"), $"root {root}");
    }

    [TestMethod]
    public void The_value_that_is_written_is_a_root()
    {
        using Guest guest = new(eager: true);
        guest.Expect("parse_many", 1);
        _ = guest.Call("set_blind", 0);
        Assert.IsTrue(guest.Notices("write"));
    }

    [TestMethod]
    [DataRow(1u, Status.OutOfMemory, DisplayName = "nothing")]
    [DataRow(2u, Status.TrapUnreachable, DisplayName = "traps")]
    [DataRow(3u, Status.TrapOutOfFuel, DisplayName = "spins")]
    [DataRow(5u, Status.Ok, DisplayName = "grows")]
    [DataRow(7u, Status.TrapOutOfDepth, DisplayName = "recurses")]
    [DataRow(8u, Status.TrapBadPointer, DisplayName = "odd")]
    [DataRow(9u, Status.TrapBadPointer, DisplayName = "far")]
    [DataRow(10u, Status.Ok, DisplayName = "moves the shadow stack")]
    public void An_allocator_in_trouble_gives_a_status(uint trouble, Status expected)
    {
        using Guest guest = new(eager: false);
        for (uint nth = 1; nth < 29; nth += 3)
        {
            _ = guest.Call("set_trouble", trouble, nth, 0);
            guest.SetFuel(10_000_000);
            Assert.AreEqual(expected, guest.TryCall("parse_many", out uint line, Guest.Bytes, 1), $"allocation {nth}");
            guest.SetFuel(InstanceLimits.FuelMax);
            if (expected == Status.Ok) Assert.AreEqual(0u, line);
            else Assert.AreEqual(guest.Call("shadow_base"), (uint)guest.Global("gc_sp"), "gc_sp");
            _ = guest.Call("set_trouble", 0, 0, 0);
        }

        guest.Expect("round_trip", 3);
    }

    private static string Folder => Path.Combine(Repository.Root, "tests", "guests", "json");

    private sealed class Guest : IDisposable
    {
        private static readonly byte[] s_package = Packager.Pack(
            File.ReadAllBytes(Path.Combine(Folder, "json.wasm")),
            new PackageOptions { Name = "json", Fuel = InstanceLimits.FuelMax, Depth = 64, StackBytes = 65536, HostSlots = 0 }).Wasm;

        private readonly TestInstance _instance;

        public Guest(bool eager)
        {
            _instance = new TestInstance(s_package, new TestOptions { MemoryBytes = CollectorGuest.Pages * 65536, ArenaBytes = 1 << 21 });
            Assert.AreEqual(Status.Ok, _instance.Status, _instance.Message);
            SetFuel(InstanceLimits.FuelMax);
            _ = Call("prepare", eager ? 1u : 0);
            s_text.CopyTo(_instance.Instance.Memory[(int)Call("given")..]);
        }

        public static uint Bytes => (uint)s_text.Length;

        public void SetFuel(ulong units) => Assert.AreEqual(Status.Ok, _instance.Instance.SetFuel(units));

        public ulong Global(string name)
        {
            Assert.AreEqual(Status.Ok, _instance.Instance.FindGlobal(Encoding.ASCII.GetBytes(name), out ExportedGlobal global));
            Assert.AreEqual(Status.Ok, _instance.Instance.GetGlobal(in global, out ulong value));
            return value;
        }

        public uint Call(string name, params ulong[] arguments)
        {
            Assert.AreEqual(Status.Ok, TryCall(name, out uint result, arguments), $"{name}: {_instance.Message}");
            return result;
        }

        public Status TryCall(string name, out uint result, params ulong[] arguments)
        {
            Assert.AreEqual(Status.Ok, _instance.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function), name);
            Span<ulong> results = stackalloc ulong[1];
            Status status = _instance.Instance.Call(in function, arguments, results);
            result = (uint)results[0];
            return status;
        }

        public void Expect(string name, uint times) => Assert.AreEqual(0u, Call(name, Bytes, times), "line of json.c");

        public bool Notices(string name)
        {
            Assert.AreEqual(Status.Ok, _instance.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function), name);
            ulong[] arguments = function.ParameterCount == 1 ? [Bytes] : [Bytes, 1];
            return TryCall(name, out uint line, arguments) != Status.Ok || line != 0;
        }

        public void Dispose()
        {
            Assert.AreEqual(Status.Ok, _instance.Arena.Check());
            _instance.Dispose();
        }
    }
}
