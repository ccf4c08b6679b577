using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>What exceeds a limit is refused before a byte of the arena is used.</summary>
[TestClass]
public sealed class LimitsGateTests
{
    [TestMethod]
    public void Memory() => Refused("(memory 3)", InstanceLimits.Most with { MemoryPages = 2 }, LoadDetail.MemorySize);

    [TestMethod]
    public void Table() => Refused("(table 11 funcref)", InstanceLimits.Most with { TableElements = 10 }, LoadDetail.TableSize);

    [TestMethod]
    public void Functions() => Refused("(func) (func) (func)", InstanceLimits.Most with { Functions = 2 }, LoadDetail.FunctionLimit);

    [TestMethod]
    public void Globals() =>
        Refused("(global i32 (i32.const 0)) (global i32 (i32.const 0))", InstanceLimits.Most with { Globals = 1 }, LoadDetail.GlobalLimit);

    [TestMethod]
    public void Code() => Refused("(func nop nop nop nop nop nop nop nop)", InstanceLimits.Most with { CodeBytes = 64 }, LoadDetail.CodeSize);

    [TestMethod]
    public void EachHasRoomForItsOwnNumber()
    {
        InstanceLimits limits = InstanceLimits.Most with { MemoryPages = 3, TableElements = 11, Functions = 3, Globals = 2 };
        using TestInstance guest = new(
            Wat.Compile("(memory 3) (table 11 funcref) (func) (func) (func) (global i32 (i32.const 0)) (global i32 (i32.const 0))"),
            new TestOptions { Limits = limits });
        Assert.AreEqual(Status.Ok, guest.Status);
    }

    [TestMethod]
    public void AManifestLowersMemory()
    {
        byte[] wasm = Wat.Compile($"(memory 2) {TestPackage.Globals}");
        using TestInstance guest = new(new TestPackage { Pages = 1 }.Wrap(wasm), new TestOptions { RequireMetered = true });
        Assert.AreEqual((Status.LimitExceeded, LoadDetail.MemorySize), (guest.Status, guest.Error.Detail));
        Assert.AreEqual(0, guest.Arena.PeakBytes);
    }

    [TestMethod]
    public void MemoryGrowsToTheLimitOnly()
    {
        using TestInstance guest = new(
            "(memory 1) (func (export \"grow\") (param i32) (result i32) (memory.grow (local.get 0)))",
            new TestOptions { Limits = InstanceLimits.Most with { MemoryPages = 3 } });
        Assert.AreEqual(1ul, guest.Call("grow", "i:i", 2)[0]);
        Assert.AreEqual(uint.MaxValue, guest.Call("grow", "i:i", 1)[0]);
        Assert.AreEqual(3ul, guest.Call("grow", "i:i", 0)[0]);
    }

    [TestMethod]
    public void NoLimitsAtAllMeansNothingIsAllowed()
    {
        using TestInstance guest = new(Wat.Compile("(func)"), new TestOptions { Limits = default, StackBytes = 4096 });
        Assert.AreEqual(Status.LimitExceeded, guest.Status);
        using TestInstance stack = new(Wat.Compile("(func)"), new TestOptions { StackBytes = 255 });
        Assert.AreEqual((Status.InvalidArgument, LoadDetail.StackSize), (stack.Status, stack.Error.Detail));
    }

    private static void Refused(string wat, InstanceLimits limits, LoadDetail detail)
    {
        using TestInstance guest = new(Wat.Compile(wat), new TestOptions { Limits = limits });
        Assert.AreEqual((Status.LimitExceeded, detail), (guest.Status, guest.Error.Detail));
        Assert.IsGreaterThan(0, guest.Error.Offset);
        Assert.AreEqual(0, guest.Arena.PeakBytes);
    }
}
