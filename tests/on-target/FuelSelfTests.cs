using System;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Guests that would never end, or call without end: fuel and depth stop them at the same place on every target.</summary>
internal static unsafe class FuelSelfTests
{
    private const ulong Fuel = 10_000;

    // Of the manifests of packed-X.wat.
    private const int CallDepth = 8;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        OutOfFuel("fuel.spin"u8, "packed-spin"u8, "spin"u8, ref report);
        OutOfFuel("fuel.calls"u8, "packed-calls"u8, default, ref report);
        SelfTests.Run("fuel.start-spins"u8, &StartSpins, ref report);
        SelfTests.Run("fuel.none"u8, &NoFuel, ref report);
        SelfTests.Run("fuel.not-metered"u8, &NotMetered, ref report);
        SelfTests.Run("depth.recursion"u8, &Recursion, ref report);
        SelfTests.Run("depth.tail-calls"u8, &TailCalls, ref report);
        SelfTests.Run("depth.or-fuel"u8, &FuelBeforeDepth, ref report);
    }

    private static Status Load(ReadOnlySpan<byte> module, ulong fuel, ref Check check, out TestGuest guest)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find(module), 0, out guest, requireMetered: true);
        check.Equal(Status.Ok, status);
        if (status == Status.Ok) check.Equal(Status.Ok, guest.Instance.SetFuel(fuel));
        return status;
    }

    private static void OutOfFuel<TReport>(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> module, ReadOnlySpan<byte> frames, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        EndAndDrop(module, Fuel, Status.TrapOutOfFuel, frames, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void EndAndDrop(ReadOnlySpan<byte> module, ulong fuel, Status expected, ReadOnlySpan<byte> frames, ref Check check)
    {
        Status status = Load(module, fuel, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(expected, guest.Call("run"u8, ":"u8, default(ReadOnlySpan<ulong>), out _));
        guest.CheckFrames(frames, ref check);
        if (expected == Status.TrapOutOfFuel) check.Equal(0, (long)guest.Instance.Fuel);
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>A start function has the fuel that it is given, and nothing runs before it is given any.</summary>
    public static void StartSpins(ref Check check)
    {
        StartAndDrop(Fuel, ref check);
        Containment.CheckNextGuest(ref check);
        StartAndDrop(0, ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void StartAndDrop(ulong fuel, ref Check check)
    {
        Status status = Load("packed-start"u8, fuel, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(Status.TrapOutOfFuel, guest.Instance.Start());
        guest.CheckFrames("start"u8, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    public static void NoFuel(ref Check check)
    {
        EndAndDrop("packed-recursion"u8, 0, Status.TrapOutOfFuel, "deeper"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }

    /// <summary>Who asks for packages only gets nothing else to run.</summary>
    public static void NotMetered(ref Check check)
    {
        RefuseAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void RefuseAndDrop(ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find("start-recurses"u8), 0, out TestGuest guest, requireMetered: true);
        using TestGuest scope = guest;
        check.Equal(Status.NotMetered, status);
    }

    /// <summary>The depth of the manifest is less than any stack of these tests holds.</summary>
    public static void Recursion(ref Check check)
    {
        RecurseAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void RecurseAndDrop(ref Check check)
    {
        Status status = Load("packed-recursion"u8, ulong.MaxValue, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(CallDepth, guest.Instance.Limits.CallDepth);
        // Each call has all of it.
        for (int i = 0; i < 2; i++)
        {
            check.Equal(Status.TrapOutOfDepth, guest.Call("run"u8, ":"u8, default(ReadOnlySpan<ulong>), out _));
            guest.CheckFrames("deeper deeper deeper"u8, ref check);
            check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
            check.Equal(CallDepth + 1, trace.Count + trace.Dropped);
        }

        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>Tail calls without end take depth as other calls do: whether a compiler made them jumps does not matter.</summary>
    public static void TailCalls(ref Check check)
    {
        TailCallAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void TailCallAndDrop(ref Check check)
    {
        Status status = Load("packed-tail-calls"u8, ulong.MaxValue, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(Status.TrapOutOfDepth, guest.Call("run"u8, "i:i"u8, 1, out _));
        guest.CheckFrames("again again again"u8, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>The fuel for four calls ends before the depth.</summary>
    public static void FuelBeforeDepth(ref Check check)
    {
        EndAndDrop("packed-recursion"u8, 40, Status.TrapOutOfFuel, "deeper deeper deeper"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }
}
