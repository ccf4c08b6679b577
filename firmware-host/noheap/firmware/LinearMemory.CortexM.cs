using System;
using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.FirmwareHost;

/// <summary>The guest's linear memory on a board: a static block of board.yaml's size, cleared when it is taken.</summary>
internal unsafe ref struct LinearMemory : IDisposable
{
    // Room for the arena's own tables and the block's header beside what the guest is promised.
    private const int OverheadBytes = 512;

    [StructLayout(LayoutKind.Sequential, Size = BoardConstants.LinearMemoryBytes + OverheadBytes)]
    private struct Storage
    {
    }

    private ManagedMemory<Storage> _memory;

    /// <summary>First byte, 16-byte aligned.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Takes the memory for one guest.</summary>
    /// <returns>Ok, BudgetExceeded, AlreadyTaken or OutOfMemory.</returns>
    public static Status TryTake(out LinearMemory memory)
    {
        memory = default;
        Status status = Allocation.AllocateMemory(CrateId.Guest, out memory._memory, out _);
        if (status != Status.Ok) return status;
        status = memory._memory.Arena.TryAllocate(BoardConstants.LinearMemoryBytes, 16, out byte* pointer);
        if (status != Status.Ok) return status;
        new Span<byte>(pointer, BoardConstants.LinearMemoryBytes).Clear();
        memory.Pointer = pointer;
        return Status.Ok;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _memory.Dispose();
}
