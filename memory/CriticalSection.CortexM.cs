using System.Runtime.InteropServices;

namespace Nf.Memory;

/// <summary>Mutual exclusion for a few instructions: between threads where there are threads, against interrupts on a board.</summary>
/// <remarks>
/// One core, so masking interrupts is exclusion; the lock word stays unused. Sections nest: the state that
/// <see cref="Enter"/> returns says whether interrupts were masked already.
/// </remarks>
public static class CriticalSection
{
    /// <summary>Masks interrupts. O(1).</summary>
    /// <param name="word">The lock; not used on a single core.</param>
    /// <returns>The interrupt state before, which <see cref="Exit"/> takes back.</returns>
    public static uint Enter(ref int word) => nf_irq_save();

    /// <summary>Restores the interrupt state of before <see cref="Enter"/>. O(1).</summary>
    /// <param name="word">The lock given to <see cref="Enter"/>.</param>
    /// <param name="state">What <see cref="Enter"/> returned.</param>
    public static void Exit(ref int word, uint state) => nf_irq_restore(state);

    // Provided by the board's start-up code. Both are compiler barriers.
    [DllImport("nf_board")]
    private static extern uint nf_irq_save();

    [DllImport("nf_board")]
    private static extern void nf_irq_restore(uint state);
}
