using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;

namespace Nf.Runtime.Tests;

/// <summary>The guest of tests/guests/collector: maps and sets on a heap that is collected.</summary>
internal sealed class CollectorGuest : IDisposable
{
    /// <summary>Its collections by number, K and V of each; the last two are sets.</summary>
    public static readonly string[] Kinds = ["ss", "si", "sb", "is", "fs", "bb", "if", "s", "i"];

    public const uint Pages = 320;

    /// <param name="eager">Whether every allocation collects.</param>
    public CollectorGuest(bool eager)
    {
        TestOptions options = new() { MemoryBytes = Pages * 65536, ArenaBytes = 1 << 21 };
        Instance = new TestInstance(s_package, options);
        Assert.AreEqual(Status.Ok, Instance.Status, $"{Instance.Error.Detail} {Instance.Error.Offset}: {Instance.Message}");
        SetFuel(InstanceLimits.FuelMax);
        _ = Call("prepare", eager ? 1u : 0);
    }

    public static byte[] Wasm { get; } = File.ReadAllBytes(Path.Combine(Folder, "collector.wasm"));

    public static string Folder => Path.Combine(Repository.Root, "tests", "guests", "collector");

    private static readonly byte[] s_package = Packager.Pack(
        Wasm, new PackageOptions { Name = "collector", Fuel = InstanceLimits.FuelMax, Depth = 64, StackBytes = 65536, HostSlots = 0 }).Wasm;

    public TestInstance Instance { get; }

    public void SetFuel(ulong units) => Assert.AreEqual(Status.Ok, Instance.Instance.SetFuel(units));

    public uint ShadowTop => (uint)Global("gc_sp");

    /// <summary>The value of an exported global.</summary>
    public ulong Global(string name)
    {
        Assert.AreEqual(Status.Ok, Instance.Instance.FindGlobal(Encoding.ASCII.GetBytes(name), out ExportedGlobal global));
        Assert.AreEqual(Status.Ok, Instance.Instance.GetGlobal(in global, out ulong value));
        return value;
    }

    public void SetGlobal(string name, ulong value)
    {
        Assert.AreEqual(Status.Ok, Instance.Instance.FindGlobal(Encoding.ASCII.GetBytes(name), out ExportedGlobal global));
        Assert.AreEqual(Status.Ok, Instance.Instance.SetGlobal(in global, value));
    }

    public uint ShadowBase => Call("shadow_base");

    public uint Peak => Call("peak_bytes");

    public uint Collections => Call("collections");

    /// <summary>The wrapper of what was built last.</summary>
    public uint Current => Call("current");

    public uint Word(uint at) => BinaryPrimitives.ReadUInt32LittleEndian(Instance.Instance.Memory[(int)at..]);

    public uint Call(string name, params ulong[] arguments)
    {
        Assert.AreEqual(Status.Ok, TryCall(name, out uint result, arguments), $"{name}: {Instance.Message}");
        return result;
    }

    public Status TryCall(string name, out uint result, params ulong[] arguments)
    {
        Assert.AreEqual(Status.Ok, Instance.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function), name);
        Span<ulong> results = stackalloc ulong[1];
        Status status = Instance.Instance.Call(in function, arguments, results);
        result = (uint)results[0];
        return status;
    }

    /// <summary>Expects an export to find nothing wrong and to leave the root of the collection alone on the shadow stack.</summary>
    public void Expect(string name, params ulong[] arguments)
    {
        uint top = ShadowTop;
        Assert.AreEqual(0u, Call(name, arguments), $"line of chains.c, from {name}({string.Join(", ", arguments)})");
        Assert.AreEqual(top, ShadowTop, "gc_sp");
    }

    public void Dispose()
    {
        Assert.AreEqual(Status.Ok, Instance.Arena.Check());
        Instance.Dispose();
    }
}
