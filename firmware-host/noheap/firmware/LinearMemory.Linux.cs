using System;
using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The guest's linear memory on Linux: a range of addresses of its own, as long as its ceiling. Memory stands behind what the guest has of
/// it, zero and without cost until it is touched; the rest can't be accessed.
/// </summary>
internal unsafe ref struct LinearMemory : IDisposable
{
    private nuint _mappedBytes;

    /// <summary>First byte, page aligned; null when it is not taken.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>For <see cref="Nf.Runtime.InstanceOptions.Commit"/>.</summary>
    public static delegate* unmanaged<byte*, uint, int> Commit => &MemoryMapping.Commit;

    /// <summary>Takes the memory for one guest.</summary>
    /// <param name="reservedBytes">For <see cref="Nf.Runtime.InstanceOptions.ReservedBytes"/>: so many addresses, or more.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>Ok, BudgetExceeded, or OutOfMemory when the system gives none.</returns>
    public static Status TryTake(ulong reservedBytes, out LinearMemory memory)
    {
        memory = default;
        memory._mappedBytes = (nuint)(reservedBytes > BoardConstants.LinearMemoryBytes ? reservedBytes : BoardConstants.LinearMemoryBytes);
        Status status = Allocation.Budget.Take(CrateId.Guest, BoardConstants.LinearMemoryBytes);
        if (status != Status.Ok) return status;
        status = MemoryMapping.TryReserve(memory._mappedBytes, out byte* start);
        if (status != Status.Ok) _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
        memory.Pointer = start;
        return status;
    }

    /// <summary>Unmaps it and gives it back to the budget.</summary>
    public void Dispose()
    {
        if (Pointer == null) return;
        MemoryMapping.Unmap(Pointer, _mappedBytes);
        Pointer = null;
        _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
    }
}
