using System;

namespace Nf.OnTarget;

/// <summary>Guests that trap: each has its status and its backtrace, and the next guest does not notice.</summary>
internal static class TrapSelfTests
{
    private const int PrefixLength = 5; // "trap." and "bulk."
    private const ulong Fuel = 100_000;

    /// <summary>Runs every self-test once. The name behind the prefix is the function of traps.wat that traps.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Trap("trap.unreachable"u8, Status.TrapUnreachable, default, ref report);
        Trap("trap.load-beyond"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.load-across"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.load-wrapping"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.store-beyond"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.store-across"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.store-wrapping"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.fill-beyond"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.fill-wrapping"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.copy-to-beyond"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.copy-from-beyond"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.copy-wrapping"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Trap("trap.table-beyond"u8, Status.TrapOutOfBoundsTable, default, ref report);
        Trap("trap.table-far-beyond"u8, Status.TrapOutOfBoundsTable, default, ref report);
        Trap("trap.null-element"u8, Status.TrapNullElement, default, ref report);
        Trap("trap.indirect-mismatch"u8, Status.TrapIndirectCallMismatch, default, ref report);
        Trap("trap.indirect-trap"u8, Status.TrapUnreachable, "unreachable indirect-trap"u8, ref report);
        Trap("trap.divide-zero"u8, Status.TrapDivideByZero, default, ref report);
        Trap("trap.remainder-zero"u8, Status.TrapDivideByZero, default, ref report);
        Trap("trap.divide-overflow"u8, Status.TrapIntegerOverflow, default, ref report);
        Trap("trap.divide-overflow-64"u8, Status.TrapIntegerOverflow, default, ref report);
        Trap("trap.truncate-large"u8, Status.TrapIntegerOverflow, default, ref report);
        Trap("trap.truncate-nan"u8, Status.TrapInvalidConversion, default, ref report);
        Trap("trap.memory-bomb"u8, Status.TrapOutOfBoundsMemory, default, ref report);
        Bulk("bulk.init-beyond"u8, Status.TrapOutOfBoundsMemory, "nf.lower.memory_init init-beyond"u8, ref report);
        Bulk("bulk.init-source-beyond"u8, Status.TrapOutOfBoundsMemory, "nf.lower.memory_init init-source-beyond"u8, ref report);
        Bulk("bulk.init-wrapping"u8, Status.TrapOutOfBoundsMemory, "nf.lower.memory_init init-wrapping"u8, ref report);
        Bulk("bulk.init-dropped"u8, Status.TrapOutOfBoundsMemory, "nf.lower.memory_init init-dropped"u8, ref report);
        Bulk("bulk.table-init-beyond"u8, Status.TrapOutOfBoundsTable, "nf.lower.table_init table-init-beyond"u8, ref report);
        Bulk("bulk.table-init-dropped"u8, Status.TrapOutOfBoundsTable, "nf.lower.table_init table-init-dropped"u8, ref report);
        Bulk("bulk.table-copy-beyond"u8, Status.TrapOutOfBoundsTable, "nf.lower.table_copy table-copy-beyond"u8, ref report);
        Bulk("bulk.table-copy-wrapping"u8, Status.TrapOutOfBoundsTable, "nf.lower.table_copy table-copy-wrapping"u8, ref report);
        Start("start.traps"u8, "start-traps"u8, Status.TrapUnreachable, "inner start"u8, ref report);
        Start("start.recurses"u8, "start-recurses"u8, Status.TrapStackOverflow, "start start start"u8, ref report);
        Start("start.grows"u8, "start-grows"u8, Status.TrapOutOfBoundsMemory, "start"u8, ref report);
    }

    private static void Trap<TReport>(ReadOnlySpan<byte> name, Status expected, ReadOnlySpan<byte> frames, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        TrapAndDrop("traps"u8, name.Slice(PrefixLength), expected, frames, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    // The same in a package, where an import of nf.lower stands for the instruction.
    private static void Bulk<TReport>(ReadOnlySpan<byte> name, Status expected, ReadOnlySpan<byte> frames, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        TrapAndDrop("packed-bulk"u8, name.Slice(PrefixLength), expected, frames, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void TrapAndDrop(
        ReadOnlySpan<byte> module, ReadOnlySpan<byte> export, Status expected, ReadOnlySpan<byte> frames, ref Check check)
    {
        check.Equal(Status.Ok, TestGuest.Load<HostileHost>(HostileModules.Find(module), 0, out TestGuest guest));
        using TestGuest scope = guest;
        if (check.FailedLine != 0) return;
        _ = guest.Instance.SetFuel(Fuel);
        int size = guest.Instance.Memory.Length;
        guest.Instance.Memory.Fill(0x5A);
        check.Equal(expected, guest.Call(export, "i:"u8, (uint)size, out _));
        guest.CheckFrames(frames.Length == 0 ? export : frames, ref check);
        Containment.CheckArena(in guest, ref check);
        // What traps has written nothing, and memory.grow gave nothing that is not there.
        check.Equal(size, guest.Instance.Memory.Length);
        for (int i = 0; i < guest.Instance.Memory.Length; i++) check.Equal(0x5A, guest.Instance.Memory[i]);
    }

    private static void Start<TReport>(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> module, Status expected, ReadOnlySpan<byte> frames, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        StartAndDrop(module, expected, frames, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void StartAndDrop(ReadOnlySpan<byte> module, Status expected, ReadOnlySpan<byte> frames, ref Check check)
    {
        check.Equal(Status.Ok, TestGuest.Load<HostileHost>(HostileModules.Find(module), 0, out TestGuest guest));
        using TestGuest scope = guest;
        if (check.FailedLine != 0) return;
        check.Equal(expected, guest.Instance.Start());
        guest.CheckFrames(frames, ref check);
        Containment.CheckArena(in guest, ref check);
    }
}
