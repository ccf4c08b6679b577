using System;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Modules that are refused, each with its status and its reason, and nothing of them stays.</summary>
internal static unsafe partial class RefusalSelfTests
{
    private const int PrefixLength = 7; // "refuse."
    private const int ReservedStepBytes = 256;

    /// <summary>Runs every self-test once. The name behind the prefix is the module's.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Refuse("refuse.import-unknown"u8, Status.ImportUnknown, LoadDetail.ImportName, ref report);
        Refuse("refuse.import-mismatch"u8, Status.ImportMismatch, LoadDetail.ImportType, ref report);
        Refuse("refuse.memory-too-large"u8, Status.LimitExceeded, LoadDetail.MemorySize, ref report);
        Refuse("refuse.table-too-large"u8, Status.LimitExceeded, LoadDetail.TableSize, ref report);
        Refuse("refuse.table-large"u8, Status.OutOfMemory, LoadDetail.Arena, ref report);
        Refuse("refuse.data-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.data-far-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.elements-beyond"u8, Status.TrapOutOfBoundsTable, LoadDetail.Segment, ref report);
        SelfTests.Run("refuse.small-arenas"u8, &SmallArenas, ref report);
        SelfTests.Run("recycle.traps"u8, &Recycle, ref report);
        if (!AheadGuests.AreUsed) RunInterpreter(ref report);
    }

    // What is not compiled at all, or what only the interpreter can't take.
    static partial void RunInterpreter<TReport>(ref TReport report)
        where TReport : struct, IReport;

    private static void Refuse<TReport>(ReadOnlySpan<byte> name, Status expected, LoadDetail detail, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        RefuseAndDrop(HostileModules.Find(name.Slice(PrefixLength)), expected, detail, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void RefuseAndDrop(ReadOnlySpan<byte> module, Status expected, LoadDetail detail, ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(module, 0, out TestGuest guest, clipMemory: detail != LoadDetail.MemorySize);
        using TestGuest scope = guest;
        check.Equal(expected, status);
        check.Equal(expected, guest.Error.Status);
        // A compiled module fills its memory itself, and traps where the other is told from its bytes that it would.
        if (AheadGuests.AreUsed && detail == LoadDetail.Segment) detail = LoadDetail.Engine;
        if (detail != LoadDetail.None) check.Equal((long)detail, (long)guest.Error.Detail);
        check.Equal(Status.Ok, guest.Arena.Check());
    }

    /// <summary>Whatever an arena lacks for a guest, it is told, and nothing half made stays.</summary>
    public static void SmallArenas(ref Check check)
    {
        int failures = 0;
        Status status = Status.OutOfMemory;
        for (int reserved = MemoryBlock<GuestStorage>.SizeBytes; reserved > 0 && status != Status.Ok; reserved -= ReservedStepBytes)
        {
            status = TestGuest.Load<HostileHost>(HostileModules.Find("traps"u8), 0, out TestGuest guest, reservedBytes: reserved);
            using TestGuest scope = guest;
            check.Equal(Status.Ok, guest.Arena.Check());
            if (status != Status.Ok) check.Equal(Status.OutOfMemory, status);
            else check.Equal(Status.TrapUnreachable, guest.Call("unreachable"u8, "i:"u8, 0, out _));
            if (status != Status.Ok) failures++;
        }

        check.Equal(Status.Ok, status);
        // Compiled code takes nothing of the arena.
        check.True(failures > (AheadGuests.AreUsed ? 2 : 10));
        Containment.CheckNextGuest(ref check);
    }

    /// <summary>Guests are made, trap and are dropped; each takes what the first took, and gives it back.</summary>
    public static void Recycle(ref Check check)
    {
        int peak = 0;
        for (int i = 0; i < GuestStorage.Recycles && check.FailedLine == 0; i++)
        {
            check.Equal(Status.Ok, TestGuest.Load<HostileHost>(HostileModules.Find("start-traps"u8), 0, out TestGuest guest));
            using TestGuest scope = guest;
            if (check.FailedLine == 0) check.Equal(Status.TrapUnreachable, guest.Instance.Start());
            if (i == 0) peak = guest.Arena.PeakBytes;
            check.Equal(peak, guest.Arena.PeakBytes);
        }

        Containment.CheckNextGuest(ref check);
    }
}
