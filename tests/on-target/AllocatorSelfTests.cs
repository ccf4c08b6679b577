using System;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>The guest's own allocator, called by a host function, in a guest that is metered and hostile (packed-alloc.wat).</summary>
internal static unsafe class AllocatorSelfTests
{
    private const ulong Fuel = 10_000;

    // Of the manifest of packed-alloc.wat.
    private const int CallDepth = 8;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("allocator.answers"u8, &Answers, ref report);
        SelfTests.Run("allocator.traps"u8, &Traps, ref report);
        SelfTests.Run("allocator.fuel-counts-on"u8, &FuelCountsOn, ref report);
        SelfTests.Run("allocator.depth-counts-on"u8, &DepthCountsOn, ref report);
        SelfTests.Run("allocator.reentry"u8, &Reentry, ref report);
    }

    private static Status Load(ref Check check, out TestGuest guest)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find("packed-alloc"u8), 0, out guest, requireMetered: true);
        check.Equal(Status.Ok, status);
        if (status == Status.Ok) check.Equal(Status.Ok, guest.Instance.SetFuel(Fuel));
        return status;
    }

    private static void Expect(in TestGuest guest, ReadOnlySpan<byte> name, uint argument, long expected, ref Check check)
    {
        check.Equal(Status.Ok, guest.Call(name, "i:i"u8, argument, out ulong result));
        check.Equal(expected, (int)result);
    }

    public static void Answers(ref Check check)
    {
        AnswerAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void AnswerAndDrop(ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Expect(in guest, "run"u8, 100, 108, ref check);
        Expect(in guest, "run"u8, 0, 0, ref check);
        Expect(in guest, "run"u8, 3, -1, ref check);
        Expect(in guest, "run"u8, 100, 108, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>A trap of the allocator ends the guest's call with its own status, and the backtrace shows both parts.</summary>
    public static void Traps(ref Check check)
    {
        TrapAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void TrapAndDrop(ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(Status.TrapUnreachable, guest.Call("run"u8, "i:i"u8, 5, out _));
        guest.CheckFrames("alloc allocate run"u8, ref check);
        Expect(in guest, "try"u8, 5, (long)Status.TrapUnreachable, ref check);
        Expect(in guest, "run"u8, 100, 108, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>What the allocator burns is the guest's fuel.</summary>
    public static void FuelCountsOn(ref Check check)
    {
        BurnAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void BurnAndDrop(ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Expect(in guest, "run"u8, 100, 108, ref check);
        ulong used = Fuel - guest.Instance.Fuel;
        check.True(used > 0);
        Expect(in guest, "run"u8, 100, 108, ref check);
        check.Equal((long)(Fuel - 2 * used), (long)guest.Instance.Fuel);
        check.Equal(Status.TrapOutOfFuel, guest.Call("run"u8, "i:i"u8, 1, out _));
        check.Equal(0, (long)guest.Instance.Fuel);
        check.Equal(Status.Ok, guest.Instance.SetFuel(used - 1));
        check.Equal(Status.TrapOutOfFuel, guest.Call("run"u8, "i:i"u8, 100, out _));
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>
    /// The allocator has the levels that its caller has left, and gives all back, also after a trap that the host survives.
    /// </summary>
    public static void DepthCountsOn(ref Check check)
    {
        NestAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void NestAndDrop(ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(CallDepth, guest.Instance.Limits.CallDepth);
        check.Equal(Status.TrapOutOfDepth, guest.Call("run"u8, "i:i"u8, 2, out _));
        check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
        // One that is refused, the host function, and run: a function that calls none of the guest's own takes no level.
        check.Equal(CallDepth + 3, trace.Count + trace.Dropped);
        Expect(in guest, "try"u8, 2, (long)Status.TrapOutOfDepth, ref check);
        // deep(n) is n + 1 levels; alloc is one more.
        Expect(in guest, "deep"u8, CallDepth - 2, 16, ref check);
        // The levels that a trap of the allocator left are given back within the call: again is one level, and deep as above.
        Expect(in guest, "again"u8, CallDepth - 3, 16, ref check);
        check.Equal(Status.TrapOutOfDepth, guest.Call("deep"u8, "i:i"u8, CallDepth - 1, out _));
        guest.CheckFrames("alloc allocate deep deep"u8, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    /// <summary>An allocator that asks for memory is refused, and so is any other way back into the guest.</summary>
    public static void Reentry(ref Check check)
    {
        ReenterAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void ReenterAndDrop(ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        check.Equal(Status.Reentrant, guest.Call("run"u8, "i:i"u8, 4, out _));
        guest.CheckFrames("allocate alloc allocate run"u8, ref check);
        Expect(in guest, "try"u8, 4, (long)Status.Reentrant, ref check);
        Expect(in guest, "run"u8, 100, 108, ref check);
        Containment.CheckArena(in guest, ref check);
    }
}
