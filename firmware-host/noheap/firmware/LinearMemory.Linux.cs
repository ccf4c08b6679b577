using System;
using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.FirmwareHost;

/// <summary>The guest's linear memory on Linux: a mapping of its own, zero and without cost until the guest touches it.</summary>
internal unsafe ref struct LinearMemory : IDisposable
{
    // linux/mman.h: the same numbers on x86-64, arm64 and arm.
    private const int ReadWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    /// <summary>First byte, page aligned; null when it is not taken.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Takes the memory for one guest.</summary>
    /// <returns>Ok, BudgetExceeded, or OutOfMemory when the system gives none.</returns>
    public static Status TryTake(out LinearMemory memory)
    {
        memory = default;
        Status status = Allocation.Budget.Take(CrateId.Guest, BoardConstants.LinearMemoryBytes);
        if (status != Status.Ok) return status;
        nint address = Map(0, BoardConstants.LinearMemoryBytes, ReadWrite, PrivateAnonymous, -1, 0);
        if (address == -1)
        {
            _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
            return Status.OutOfMemory;
        }

        memory.Pointer = (byte*)address;
        return Status.Ok;
    }

    /// <summary>Unmaps it and gives it back to the budget.</summary>
    public void Dispose()
    {
        if (Pointer == null) return;
        _ = Unmap(Pointer, BoardConstants.LinearMemoryBytes);
        Pointer = null;
        _ = Allocation.Budget.Give(CrateId.Guest, BoardConstants.LinearMemoryBytes);
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(byte* address, nuint bytes);
}
