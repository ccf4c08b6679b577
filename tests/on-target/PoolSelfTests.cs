using System;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Guests that are used again: reset, lent by a pool in static storage, dropped after a trap.</summary>
internal static unsafe class PoolSelfTests
{
    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("pool.reset"u8, &Reset, ref report);
        SelfTests.Run("pool.reset-after-trap"u8, &ResetAfterTrap, ref report);
        SelfTests.Run("pool.cap"u8, &Cap, ref report);
        SelfTests.Run("pool.leases"u8, &Leases, ref report);
        SelfTests.Run("pool.recycle"u8, &Recycle, ref report);
    }

    // Tells apart memories that differ in a byte (FNV-1a).
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 2166136261;
        for (int i = 0; i < bytes.Length; i++) sum = unchecked((sum ^ bytes[i]) * 16777619);
        return sum;
    }

    public static void Reset(ref Check check)
    {
        ResetAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void ResetAndDrop(ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find("packed-reset"u8), 0, out TestGuest guest, requireMetered: true);
        using TestGuest scope = guest;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        uint fresh = Sum(guest.Instance.Memory);
        int size = guest.Instance.Memory.Length;
        check.Equal(Status.Ok, guest.Instance.FindGlobal("count"u8, out ExportedGlobal count));
        for (int round = 0; round < 3; round++)
        {
            _ = guest.Instance.SetFuel(100_000);
            check.Equal(Status.Ok, guest.Instance.Start());
            check.Equal(1, guest.Instance.Memory[100]);
            check.Equal(Status.Ok, guest.Call("element"u8, "i:i"u8, 0, out ulong element));
            check.Equal(1, (long)element);
            check.Equal(Status.Ok, guest.Call("dirty"u8, ":"u8, default(ReadOnlySpan<ulong>), out _));
            check.Equal(Status.Ok, guest.Call("init"u8, ":i"u8, default(ReadOnlySpan<ulong>), out ulong word));
            check.Equal(0x73736170, (long)word);
            check.Equal(Status.Ok, guest.Call("element"u8, "i:i"u8, 2, out element));
            check.Equal(2, (long)element);
            check.True(Sum(guest.Instance.Memory) != fresh);
            check.Equal(Status.Ok, guest.Instance.Reset());
            check.Equal(fresh, Sum(guest.Instance.Memory));
            check.Equal(size, guest.Instance.Memory.Length);
            check.Equal(0, (long)guest.Instance.Fuel);
            check.Equal(Status.Ok, guest.Instance.GetGlobal(in count, out ulong value));
            check.Equal(5, (long)value);
        }

        _ = guest.Instance.SetFuel(100_000);
        check.Equal(Status.TrapNullElement, guest.Call("element"u8, "i:i"u8, 2, out _));
        Containment.CheckArena(in guest, ref check);
    }

    public static void ResetAfterTrap(ref Check check)
    {
        TrapResetAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void TrapResetAndDrop(ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(HostileModules.Find("packed-reset"u8), 0, out TestGuest guest, requireMetered: true);
        using TestGuest scope = guest;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        _ = guest.Instance.SetFuel(100_000);
        check.True(!guest.Instance.IsTainted);
        check.Equal(Status.TrapUnreachable, guest.Call("trap"u8, ":"u8, default(ReadOnlySpan<ulong>), out _));
        check.True(guest.Instance.IsTainted);
        check.Equal(Status.Ok, guest.Instance.Reset());
        check.True(!guest.Instance.IsTainted);
        check.Equal(Status.Ok, guest.Instance.GetBacktrace(out Backtrace trace));
        check.Equal(0, trace.Count);
        _ = guest.Instance.SetFuel(100_000);
        check.Equal(Status.Ok, guest.Call("init"u8, ":i"u8, default(ReadOnlySpan<ulong>), out _));
        Containment.CheckArena(in guest, ref check);
    }

    public static void Cap(ref Check check)
    {
        CapAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void CapAndDrop(ref Check check)
    {
        Status status = TestPool.Make(HostileModules.Find("packed-reset"u8), out TestPool pool);
        using TestPool scope = pool;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        check.Equal(Status.Ok, pool.Pool.TryTake(0, out PoolLease first, out _));
        check.Equal(Status.Ok, pool.Pool.TryTake(0, out PoolLease second, out _));
        check.Equal(Status.Full, pool.Pool.TryTake(0, out _, out _));
        PoolSettings settings = TestPool.Settings;
        settings.Cap = 1;
        check.Equal(Status.Ok, pool.Pool.Configure(in settings));
        check.Equal(Status.Ok, pool.Pool.Give(first));
        check.Equal(Status.Full, pool.Pool.TryTake(0, out _, out _));
        check.Equal(Status.Ok, pool.Pool.Give(second));
        check.Equal(Status.Ok, pool.Pool.TryTake(0, out first, out _));
        check.Equal(Status.Full, pool.Pool.TryTake(0, out _, out _));
        settings.Cap = TestPool.Places + 1;
        check.Equal(Status.InvalidArgument, pool.Pool.Configure(in settings));
        PoolCounters counters = pool.Pool.Counters;
        check.Equal(2, (long)counters.Created);
        check.Equal(1, (long)counters.Reused);
        check.Equal(2, counters.HighWater);
        check.Equal(1, counters.InUse);
        check.Equal(1, counters.Idle);
        check.Equal(Status.Ok, pool.Arena.Check());
    }

    public static void Leases(ref Check check)
    {
        LeaseAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void LeaseAndDrop(ref Check check)
    {
        Status status = TestPool.Make(HostileModules.Find("packed-reset"u8), out TestPool pool);
        using TestPool scope = pool;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        check.Equal(Status.Ok, pool.Pool.TryTake(0, out PoolLease lease, out _));
        check.Equal(Status.Ok, pool.Pool.Give(lease));
        check.Equal(Status.NotTaken, pool.Pool.Give(lease));
        check.Equal(Status.NotTaken, pool.Pool.TryGet(lease, out _));
        check.Equal(Status.Ok, pool.Pool.TryTake(0, out PoolLease next, out _));
        check.Equal(lease.Place, next.Place);
        check.Equal(Status.NotTaken, pool.Pool.Drop(lease));
        check.Equal(Status.TrapUnreachable, pool.Call(next, "trap"u8, ":"u8, 0, out _));
        check.Equal(Status.Ok, pool.Pool.Give(next));
        check.Equal(1, (long)pool.Pool.Counters.Tainted);
        check.Equal(0, pool.Pool.Counters.Idle);
    }

    /// <summary>Guests are lent, change all they can, some trap; each taker finds what the first found.</summary>
    public static void Recycle(ref Check check)
    {
        RecycleAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void RecycleAndDrop(ref Check check)
    {
        Status status = TestPool.Make(HostileModules.Find("packed-reset"u8), out TestPool pool);
        using TestPool scope = pool;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        int used = pool.Arena.UsedBytes, rounds = GuestStorage.Recycles / 5;
        uint fresh = 0;
        for (int i = 0; i < rounds && check.FailedLine == 0; i++)
        {
            check.Equal(Status.Ok, pool.Pool.TryTake(0, out PoolLease lease, out _));
            check.Equal(Status.Ok, pool.Pool.TryGet(lease, out Instance* guest));
            if (check.FailedLine != 0) break;
            uint sum = Sum(guest->Memory);
            if (i == 0) fresh = sum;
            check.Equal(fresh, sum);
            check.Equal(Status.Ok, pool.Call(lease, "dirty"u8, ":"u8, 0, out _));
            if (i % 4 == 3) check.Equal(Status.TrapUnreachable, pool.Call(lease, "trap"u8, ":"u8, 0, out _));
            check.Equal(Status.Ok, pool.Pool.Give(lease));
        }

        PoolCounters counters = pool.Pool.Counters;
        check.Equal(rounds / 4, (long)counters.Tainted);
        check.Equal(rounds, (long)(counters.Created + counters.Reused));
        check.Equal(used, pool.Arena.UsedBytes);
        check.Equal(Status.Ok, pool.Arena.Check());
        check.Equal((long)ArenaMode.Sealed, (long)pool.Arena.Mode);
    }
}
