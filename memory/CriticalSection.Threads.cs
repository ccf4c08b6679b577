using System.Runtime.CompilerServices;
using System.Threading;

namespace Nf.Memory;

/// <summary>Mutual exclusion for a few instructions: between threads where there are threads, against interrupts on a board.</summary>
/// <remarks>
/// Not re-entrant, and not fair. Where threads have real-time priorities, all users of one lock word need the same priority:
/// a spinning thread of higher priority would keep the holder from running.
/// </remarks>
public static class CriticalSection
{
    // About a microsecond: longer than any section of this library holds the lock, unless its thread lost the processor.
    private const int SpinsBeforeYield = 64;

    /// <summary>Waits until nobody else is inside, then enters. One compare-and-swap when uncontended.</summary>
    /// <param name="word">The lock, 0 when free; shared by everyone who must exclude each other.</param>
    /// <returns>A value that <see cref="Exit"/> takes back.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Enter(ref int word)
    {
        if (Interlocked.CompareExchange(ref word, 1, 0) != 0)
            Wait(ref word);
        return 0;
    }

    /// <summary>Leaves the section. One store.</summary>
    /// <param name="word">The lock given to <see cref="Enter"/>.</param>
    /// <param name="state">What <see cref="Enter"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(ref int word, uint state)
    {
        _ = state;
        Volatile.Write(ref word, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Wait(ref int word)
    {
        int spins = 0;
        // Reading first keeps the cache line shared while somebody else holds the lock.
        while (Volatile.Read(ref word) != 0 || Interlocked.CompareExchange(ref word, 1, 0) != 0)
        {
            if (++spins < SpinsBeforeYield)
                continue;
            spins = 0;
            Thread.Yield();
        }
    }
}
