using System;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Guests that use up a stack, the native one or that of values: functions of stacks.wat, and nested blocks.</summary>
internal static unsafe partial class StackOverflowSelfTests
{
    private const int PrefixLength = 6; // "stack."
    private const int DepthMax = 1000;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Overflow("stack.call-direct"u8, "call-direct call-direct"u8, ref report);
        Overflow("stack.call-mutual"u8, default, ref report);
        Overflow("stack.call-indirect"u8, "call-indirect call-indirect"u8, ref report);
        Overflow("stack.call-in-loops"u8, "call-in-loops call-in-loops"u8, ref report);
        Overflow("stack.call-big-frames"u8, "call-big-frames call-big-frames"u8, ref report);
        Overflow("stack.call-through-host"u8, "call-through-host call-through-host"u8, ref report);
        SelfTests.Run("stack.red-zone-import"u8, &RedZoneImport, ref report);
        SelfTests.Run("stack.red-zone-function"u8, &RedZoneFunction, ref report);
        SelfTests.Run("stack.reentry"u8, &Reentry, ref report);
        if (!AheadGuests.AreUsed) RunInterpreter(ref report);
    }

    // Nested blocks cost the interpreter native stack; compiled code has none.
    static partial void RunInterpreter<TReport>(ref TReport report)
        where TReport : struct, IReport;

    private static void Overflow<TReport>(ReadOnlySpan<byte> name, ReadOnlySpan<byte> frames, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        OverflowAndDrop(name.Slice(PrefixLength), frames, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static Status Load(ref Check check, out TestGuest guest)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find("stacks"u8), 0, out guest);
        check.Equal(Status.Ok, status);
        HostileHost.Guest = guest.Instance;
        return status == Status.Ok ? guest.Instance.FindFunction("call-direct"u8, out HostileHost.Inner) : status;
    }

    private static void OverflowAndDrop(ReadOnlySpan<byte> export, ReadOnlySpan<byte> frames, ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        // Twice: the first overflow has left nothing behind.
        for (int i = 0; i < 2; i++)
        {
            check.Equal(Status.TrapStackOverflow, guest.Call(export, "i:"u8, 0, out _));
            guest.CheckFrames(frames, ref check);
            check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
            check.True(trace.Count > 1);
        }

        Containment.CheckArena(in guest, ref check);
    }

    // Of all depths one lies such that the cells reach just past the value stack.
    private static void CallAtEachDepth(ReadOnlySpan<byte> export, ref Check check)
    {
        Status status = Load(ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        int overflows = 0;
        for (uint depth = 0; depth < DepthMax; depth++)
        {
            status = guest.Call(export, "i:i"u8, depth, out ulong result);
            if (status == Status.Ok) check.Equal(118, (int)result);
            else check.Equal(Status.TrapStackOverflow, status);
            if (status != Status.Ok) overflows++;
            Containment.CheckArena(in guest, ref check);
        }

        check.True(overflows > 0);
    }

    public static void RedZoneImport(ref Check check)
    {
        CallAtEachDepth("wide-at"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }

    public static void RedZoneFunction(ref Check check)
    {
        CallAtEachDepth("wide-guest-at"u8, ref check);
        Containment.CheckNextGuest(ref check);
    }

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
        for (int i = 0; i < 3; i++)
        {
            check.Equal(Status.Ok, guest.Call("reenter"u8, "i:i"u8, 0, out ulong found));
            check.Equal(Status.Reentrant, (Status)(int)found);
        }

        Containment.CheckArena(in guest, ref check);
    }
}
