using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Nf.Memory;

namespace Nf.FirmwareHost;

/// <summary>
/// The guest's linear memory on a board: static storage of board.yaml's size, for one guest at a time, cleared when it is taken.
/// </summary>
internal unsafe ref struct LinearMemory : IDisposable
{
    [StructLayout(LayoutKind.Sequential, Size = BoardConstants.LinearMemoryBytes)]
    private struct Storage
    {
        // Makes the storage as aligned as any value of a guest.
        private ulong _first;
    }

    // It is one piece, handed out whole: an arena over it would only cost.
    [FixedAddressValueType]
    private static Storage s_storage;
    private static int s_taken;

    /// <summary>First byte, 8-byte aligned; null when it is not taken.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>For <see cref="Nf.Runtime.InstanceOptions.Commit"/>: all of it is there.</summary>
    public static delegate* unmanaged<byte*, uint, int> Commit => null;

    /// <summary>Takes the memory for one guest.</summary>
    /// <param name="reservedBytes">Not looked at: a board has no addresses to spare, and its guests check what they access.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>Ok, BudgetExceeded or AlreadyTaken.</returns>
    public static Status TryTake(ulong reservedBytes, out LinearMemory memory)
    {
        memory = default;
        Status status = Allocation.Budget.Take(CrateId.Guest, BoardConstants.LinearMemoryBytes);
        if (status != Status.Ok) return status;
        if (Interlocked.CompareExchange(ref s_taken, 1, 0) != 0)
        {
            _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
            return Status.AlreadyTaken;
        }

        s_storage = default;
        memory.Pointer = (byte*)Unsafe.AsPointer(ref s_storage);
        return Status.Ok;
    }

    /// <summary>Gives it back, to the budget too.</summary>
    public void Dispose()
    {
        if (Pointer == null) return;
        Pointer = null;
        Volatile.Write(ref s_taken, 0);
        _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
    }
}
