using Microsoft.VisualStudio.TestTools.UnitTesting;
using static Nf.Runtime.Tests.TestPackage;

namespace Nf.Runtime.Tests;

/// <summary>Fuel and depth as the host sees them, on packages written by hand after docs/PACKAGE.md.</summary>
[TestClass]
public sealed class MeterTests
{
    // turns(n): a loop of n turns. Entry 1; the loop's region: entering 1, local.get, i32.const, i32.sub, local.tee, br_if.
    private static readonly string s_loop = $"""
        (module
          {Globals}
          (func (export "turns") (param i32) (local $T i64)
            {Charge(1)}
            (loop
              {Charge(6)}
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
        """;

    // down(n): n calls nest below it.
    private static readonly string s_down = $"""
        (module
          {Globals}
          (func $down (export "down") (param i32) (local $T i64)
            {Charge(14)}
            {Enter}
            block
              (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1)))))
            end
            {Leave}))
        """;

    private static readonly TestOptions s_metered = new() { RequireMetered = true };

    [TestMethod]
    public void FuelIsExact()
    {
        using TestInstance guest = Guest(s_loop);
        foreach (uint turns in new uint[] { 1, 2, 10, 166 })
        {
            ulong cost = 1 + 6 * turns;
            Assert.AreEqual(Status.Ok, guest.Instance.SetFuel(cost));
            Assert.AreEqual(Status.Ok, guest.TryCall("turns", "i:", out _, turns));
            Assert.AreEqual(0ul, guest.Instance.Fuel);
            Assert.AreEqual(Status.Ok, guest.Instance.SetFuel(cost - 1));
            Assert.AreEqual(Status.TrapOutOfFuel, guest.TryCall("turns", "i:", out _, turns));
            Assert.AreEqual(0ul, guest.Instance.Fuel);
        }
    }

    [TestMethod]
    public void FuelIsKeptBetweenCallsAndCanBeRefilled()
    {
        using TestInstance guest = Guest(s_loop);
        _ = guest.Instance.SetFuel(20);
        Assert.AreEqual(Status.Ok, guest.TryCall("turns", "i:", out _, 1));
        Assert.AreEqual(13ul, guest.Instance.Fuel);
        Assert.AreEqual(Status.Ok, guest.TryCall("turns", "i:", out _, 2));
        Assert.AreEqual(Status.TrapOutOfFuel, guest.TryCall("turns", "i:", out _, 1));
        _ = guest.Instance.SetFuel(7);
        Assert.AreEqual(Status.Ok, guest.TryCall("turns", "i:", out _, 1));
    }

    [TestMethod]
    public void FuelIsClippedToWhatTheCounterHolds()
    {
        using TestInstance guest = Guest(s_loop);
        _ = guest.Instance.SetFuel(ulong.MaxValue);
        Assert.AreEqual(InstanceLimits.FuelMax, guest.Instance.Fuel);
        Assert.AreEqual(Status.Ok, guest.TryCall("turns", "i:", out _, 1));
    }

    [TestMethod]
    public void NothingRunsUnarmed()
    {
        using TestInstance guest = Guest(s_loop);
        Assert.AreEqual(Status.TrapOutOfFuel, guest.TryCall("turns", "i:", out _, 1));
    }

    [TestMethod]
    public void AStartFunctionWaitsForFuel()
    {
        string wat = $"(module {Globals} (func $start (local $T i64) {Charge(1)} (loop {Charge(2)} br 0)) (start $start))";
        using TestInstance guest = Guest(wat);
        Assert.AreEqual(Status.TrapOutOfFuel, guest.Instance.Start());
        using TestInstance armed = Guest(wat);
        _ = armed.Instance.SetFuel(1_000_000);
        Assert.AreEqual(Status.TrapOutOfFuel, armed.Instance.Start());
    }

    [TestMethod]
    public void DepthIsExactAndArmedForEachCall()
    {
        using TestInstance guest = Guest(s_down, new TestPackage { Depth = 10 });
        for (int i = 0; i < 3; i++)
        {
            _ = guest.Instance.SetFuel(10_000);
            Assert.AreEqual(Status.Ok, guest.TryCall("down", "i:", out _, 9));
            Assert.AreEqual(Status.TrapOutOfDepth, guest.TryCall("down", "i:", out _, 10));
        }
    }

    [TestMethod]
    public void TheLeastOfManifestAndOperatorHolds()
    {
        TestOptions operatorLimits = s_metered with { Limits = InstanceLimits.Most with { CallDepth = 3, Fuel = 50 } };
        using TestInstance guest = new(new TestPackage { Depth = 10, Fuel = 60 }.Wrap(Wat.Compile(s_down)), operatorLimits);
        Assert.AreEqual((3u, 50ul), (guest.Instance.Limits.CallDepth, guest.Instance.Limits.Fuel));
        _ = guest.Instance.SetFuel(10_000);
        Assert.AreEqual(Status.TrapOutOfDepth, guest.TryCall("down", "i:", out _, 3));
        Assert.AreEqual(Status.Ok, guest.TryCall("down", "i:", out _, 2));
    }

    [TestMethod]
    public void UnreachableOfTheGuestIsNotOutOfFuel()
    {
        using TestInstance guest = Guest($"(module {Globals} (func (export \"f\") (local $T i64) {Charge(2)} unreachable))");
        _ = guest.Instance.SetFuel(2);
        Assert.AreEqual(Status.TrapUnreachable, guest.TryCall("f", ":", out _));
    }

    [TestMethod]
    [DataRow("charge", 30u, Status.Ok, 0ul)]
    [DataRow("charge", 29u, Status.Ok, 1ul)]
    [DataRow("charge", 31u, Status.TrapOutOfFuel, 0ul)]
    [DataRow("charge", uint.MaxValue, Status.TrapOutOfFuel, 0ul)]
    [DataRow("refill", 77u, Status.Ok, 77ul)]
    public void AHostFunctionTouchesFuel(string import, uint units, Status expected, ulong left)
    {
        string wat = $"""
            (module
              (import "t" "{import}" (func $host (param i32)))
              {Globals}
              (func (export "f") (param i32) (local $T i64) {Charge(10)} (call $host (local.get 0))))
            """;
        using TestInstance guest = Guest(wat);
        _ = guest.Instance.SetFuel(40);
        Assert.AreEqual(expected, guest.TryCall("f", "i:", out _, units));
        Assert.AreEqual(left, guest.Instance.Fuel);
    }

    [TestMethod]
    public void AModuleWithoutManifestHasNoFuel()
    {
        using TestInstance guest = new("(func (export \"f\"))");
        Assert.IsFalse(guest.Instance.IsMetered);
        Assert.AreEqual(Status.NotSupported, guest.Instance.SetFuel(1));
        Assert.AreEqual(0ul, guest.Instance.Fuel);
        Assert.AreEqual(Status.Ok, guest.TryCall("f", ":", out _));
        using TestInstance refused = new(Wat.Compile("(func)"), s_metered);
        Assert.AreEqual((Status.NotMetered, LoadDetail.NoManifest), (refused.Status, refused.Error.Detail));
    }

    private static TestInstance Guest(string wat, TestPackage? package = null)
    {
        TestInstance guest = new((package ?? new TestPackage()).Wrap(Wat.Compile(wat, names: true)), s_metered);
        Assert.AreEqual(Status.Ok, guest.Status, $"{guest.Error.Detail} at {guest.Error.Offset}: {guest.Message}");
        return guest;
    }
}
