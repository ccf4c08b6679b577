using System;

namespace Nf.Memory;

/// <summary>A claim on a <see cref="MemoryBlock{TStorage}"/> that a crate's budget paid for. Use it with <c>using</c>.</summary>
/// <remarks>
/// Disposing gives block and budget back exactly once: the block ends each claim once, and only the call that ended it
/// gives to the budget. So a copy of this value, a second <see cref="Dispose"/> or one on another thread do no harm.
/// </remarks>
/// <typeparam name="TStorage">The storage type; its size is what the budget is charged.</typeparam>
public ref struct ManagedMemory<TStorage> : IDisposable
    where TStorage : unmanaged
{
    private readonly ref BudgetTracker _budget;
    private readonly ref MemoryBlock<TStorage> _block;
    private readonly CrateId _crate;
    private readonly int _claim;

    private ManagedMemory(CrateId crate, ref BudgetTracker budget, ref MemoryBlock<TStorage> block, int claim)
    {
        _budget = ref budget;
        _block = ref block;
        _crate = crate;
        _claim = claim;
    }

    /// <summary>Takes the bytes from the budget, then the block; all or nothing. O(table), see <see cref="Memory.Arena.Create"/>.</summary>
    /// <param name="crate">The crate that pays <see cref="MemoryBlock{TStorage}.SizeBytes"/>.</param>
    /// <param name="budget">The budgets; must outlive <paramref name="memory"/>.</param>
    /// <param name="block">The block; must outlive <paramref name="memory"/>.</param>
    /// <param name="memory">The claim; on failure an empty one, safe to dispose.</param>
    /// <param name="refusal">Who asked, for how much and what its budget held; default on success.</param>
    /// <returns>
    /// <see cref="Status.BudgetExceeded"/>, <see cref="Status.AlreadyTaken"/>, <see cref="Status.InvalidArgument"/> (no such crate, or
    /// a storage type that is no arena's size).
    /// </returns>
    public static Status TryTake(
        CrateId crate, ref BudgetTracker budget, ref MemoryBlock<TStorage> block, out ManagedMemory<TStorage> memory, out Refusal refusal)
    {
        memory = default;
        int bytes = MemoryBlock<TStorage>.SizeBytes;
        Status status = budget.Take(crate, bytes, out refusal);
        if (status != Status.Ok)
            return status;
        status = block.TryClaim(out int claim);
        if (status != Status.Ok)
        {
            _ = budget.Give(crate, bytes);
            refusal = new Refusal(crate, bytes, budget.Remaining(crate));
            return status;
        }
        memory = new ManagedMemory<TStorage>(crate, ref budget, ref block, claim);
        return Status.Ok;
    }

    /// <summary>Whether this claim still holds.</summary>
    public readonly bool IsLive => _claim != 0 && _block.IsOwner(_claim);

    /// <summary>The crate that paid.</summary>
    public readonly CrateId Crate => _crate;

    /// <summary>The allocator over the block; a default handle when the claim is over. For blocks that do not move only.</summary>
    public readonly Arena Arena => IsLive ? _block.Arena : default;

    /// <summary>Allocates from the block. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="Memory.Arena.MaxAlignment"/>.</param>
    /// <param name="span">The payload; empty on failure. Not to be used after <see cref="Dispose"/>.</param>
    /// <returns><see cref="Status.NotTaken"/> when the claim is over; else as
    /// <see cref="Memory.Arena.TryAllocate(int, int, out Span{byte})"/>.</returns>
    public readonly Status TryAllocate(int bytes, int alignment, out Span<byte> span)
    {
        span = default;
        return IsLive ? _block.TryAllocate(bytes, alignment, out span) : Status.NotTaken;
    }

    /// <summary>Gives a span back. O(1).</summary>
    /// <param name="span">A span as <see cref="TryAllocate"/> gave it.</param>
    /// <returns><see cref="Status.NotTaken"/> when the claim is over; else as <see cref="Memory.Arena.Free"/>.</returns>
    public readonly Status Free(Span<byte> span) => IsLive ? _block.Free(span) : Status.NotTaken;

    /// <summary>Forbids allocation from now on. O(1).</summary>
    /// <returns><see cref="Status.NotTaken"/> when the claim is over.</returns>
    public readonly Status Seal() => IsLive ? _block.Seal() : Status.NotTaken;

    /// <summary>Allows allocation again. O(1).</summary>
    /// <returns><see cref="Status.NotTaken"/> when the claim is over.</returns>
    public readonly Status Unseal() => IsLive ? _block.Unseal() : Status.NotTaken;

    /// <summary>Gives block and budget back, once. O(1).</summary>
    public readonly void Dispose()
    {
        // The block goes first, so that the budget never shows less than is held.
        if (_claim != 0 && _block.Release(_claim) == Status.Ok)
            _ = _budget.Give(_crate, MemoryBlock<TStorage>.SizeBytes);
    }
}
