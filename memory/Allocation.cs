using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>The one way in to static memory: one budget table, and one block for each storage type, so that a storage type names an
/// arena.</summary>
public static class Allocation
{
    private static BudgetTracker s_budget;

    /// <summary>The budgets of all crates. The board's limits are set here at boot; until then everything is refused.</summary>
    public static ref BudgetTracker Budget => ref s_budget;

    /// <summary>Takes the block of a storage type for a crate, and pays from its budget. O(table), see
    /// <see cref="Arena.Create"/>.</summary>
    /// <typeparam name="TStorage">The storage type: names the block and gives its size.</typeparam>
    /// <param name="crate">The crate that pays.</param>
    /// <param name="memory">The claim; on failure an empty one, safe to dispose.</param>
    /// <param name="refusal">Who asked, for how much and what its budget held; default on success.</param>
    /// <returns>As <see cref="ManagedMemory{TStorage}.TryTake"/>.</returns>
    public static Status AllocateMemory<TStorage>(CrateId crate, out ManagedMemory<TStorage> memory, out Refusal refusal)
        where TStorage : unmanaged
        => ManagedMemory<TStorage>.TryTake(crate, ref s_budget, ref Home<TStorage>.s_block, out memory, out refusal);

    private static class Home<TStorage>
        where TStorage : unmanaged
    {
        // Guests and engines keep addresses into the block, so it must not move.
        [FixedAddressValueType]
        internal static MemoryBlock<TStorage> s_block;
    }
}
