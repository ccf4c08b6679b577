using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>A pool of two guests, all of it in the storage that one guest has else.</summary>
internal unsafe ref struct TestPool : IDisposable
{
    public const int Places = 2;

    private const uint MemoryBytes = 1024;
    private const uint StackBytes = 512;

    private ManagedMemory<GuestStorage> _memory;
    private InstancePool<HostileHost, TestRoom> _pool;

    /// <summary>The pool; usable when it was made.</summary>
    public readonly InstancePool<HostileHost, TestRoom> Pool => _pool;

    /// <summary>The storage.</summary>
    public readonly Arena Arena => _memory.Arena;

    public static PoolSettings Settings => new() { Cap = Places, IdleMax = Places, MemoryPagesMax = 8, GrowthBytesMax = 65536 };

    /// <summary>Makes a pool for a package of the folder hostile.</summary>
    public static Status Make(ReadOnlySpan<byte> wasm, out TestPool pool)
    {
        pool = default;
        Status status = Allocation.Budget.SetLimit(CrateId.Engine, MemoryBlock<GuestStorage>.SizeBytes);
        if (status == Status.Ok) status = Allocation.AllocateMemory(CrateId.Engine, out pool._memory, out _);
        if (status != Status.Ok) return status;
        int stateBytes = (int)InstancePool<HostileHost, TestRoom>.BytesFor(Places);
        long roomBytes = LentRoom.BytesFor(GuestStorage.PooledArenaBytes, MemoryBytes) * Places;
        status = pool.Arena.TryAllocate(stateBytes, 8, out byte* state);
        if (status != Status.Ok) return status;
        status = pool.Arena.TryAllocate((int)roomBytes, 8, out byte* room);
        if (status != Status.Ok) return status;
        pool.Arena.Seal();
        InstanceOptions options = new()
        {
            MemoryBytes = MemoryBytes,
            ClipMemory = true,
            RequireMetered = true,
            Limits = InstanceLimits.Most with { StackBytes = StackBytes },
            NativeStackBytes = AheadGuests.NativeStackBytes,
        };
        status = AheadGuests.Find(wasm, out options.Ahead);
        TestRoom lent = default;
        if (status == Status.Ok) status = LentRoom.Create(room, roomBytes, Places, GuestStorage.PooledArenaBytes, in options, out lent.Lent);
        if (status != Status.Ok) return status;
        byte* bytes = options.Ahead != null ? options.Ahead->Outline : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(wasm));
        int length = options.Ahead != null ? options.Ahead->OutlineBytes : wasm.Length;
        PoolSettings settings = Settings;
        return InstancePool<HostileHost, TestRoom>.Create(
            state, stateBytes, Places, bytes, length, in lent, in settings, out pool._pool);
    }

    /// <summary>Calls an export of a guest that was taken, with at most one i32, and with fuel.</summary>
    public readonly Status Call(PoolLease lease, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, uint argument, out ulong result)
    {
        result = 0;
        Status status = _pool.TryGet(lease, out Instance* guest);
        if (status == Status.Ok) status = guest->FindFunction(name, signature, out ExportedFunction function) == Status.Ok
            ? Call(in *guest, in function, argument, out result)
            : Status.ExportNotFound;
        return status;
    }

    private static Status Call(in Instance guest, in ExportedFunction function, uint argument, out ulong result)
    {
        Span<ulong> cells = stackalloc ulong[1];
        cells[0] = argument;
        Status status = guest.SetFuel(1_000_000);
        if (status == Status.Ok) status = guest.Call(in function, cells.Slice(0, function.ParameterCount), cells);
        result = cells[0];
        return status;
    }

    /// <summary>Drops the pool with all it had.</summary>
    public void Dispose() => _memory.Dispose();
}
