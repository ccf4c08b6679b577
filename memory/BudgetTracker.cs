using System.Runtime.CompilerServices;
using System.Threading;

namespace Nf.Memory;

/// <summary>Remaining bytes for each <see cref="CrateId"/>. All zero is its initial state: every limit is 0, everything is
/// refused.</summary>
/// <remarks>
/// Taking and giving are lock-free: one compare-and-swap decides, so that at no moment more is granted than the limit, whatever
/// the number of threads. Only refusals and limit changes, which are rare, enter a <see cref="CriticalSection"/>. Pass it by <c>ref</c>.
/// </remarks>
public struct BudgetTracker
{
    private Budgets _budgets;
    private int _lock;
    private Refusal _lastRefusal;

    /// <summary>Sets how many bytes a crate may hold at once. O(1).</summary>
    /// <param name="crate">The crate.</param>
    /// <param name="bytes">The limit, 0 or more.</param>
    /// <returns>
    /// <see cref="Status.InvalidArgument"/>: no such crate, or a negative limit. <see cref="Status.BudgetExceeded"/>: the crate holds more
    /// than that; the limit stays.
    /// </returns>
    public Status SetLimit(CrateId crate, int bytes)
    {
        if (!IsCrate(crate) || bytes < 0)
            return Status.InvalidArgument;
        ref CrateBudget budget = ref _budgets[(int)crate];
        uint state = CriticalSection.Enter(ref _lock);
        int change = bytes - budget.LimitBytes;
        Status status = Status.Ok;
        // Lowering takes the difference like any other taker before the limit says so; raising is the reverse. So remaining
        // <= limit always.
        if (change < 0)
            status = TryTake(ref budget, -change, out _);
        if (status == Status.Ok)
            Volatile.Write(ref budget.LimitBytes, bytes);
        if (change > 0)
            Interlocked.Add(ref budget.RemainingBytes, change);
        CriticalSection.Exit(ref _lock, state);
        return status;
    }

    /// <summary>Takes bytes from a crate's budget. O(1) without contention; under contention, each retry means that another thread got
    /// through.</summary>
    /// <param name="crate">The crate that asks.</param>
    /// <param name="bytes">0 or more.</param>
    /// <returns><see cref="Status.BudgetExceeded"/>: nothing was taken. <see cref="Status.InvalidArgument"/>: no such crate, or
    /// negative.</returns>
    public Status Take(CrateId crate, int bytes) => Take(crate, bytes, out _);

    /// <summary>As <see cref="Take(CrateId, int)"/>, and says what a refusal was about.</summary>
    /// <param name="crate">The crate that asks.</param>
    /// <param name="bytes">0 or more.</param>
    /// <param name="refusal">Who asked, for how much, and what was left at that moment; default unless
    /// <see cref="Status.BudgetExceeded"/>.</param>
    /// <returns>As <see cref="Take(CrateId, int)"/>.</returns>
    public Status Take(CrateId crate, int bytes, out Refusal refusal)
    {
        refusal = default;
        if (!IsCrate(crate) || bytes < 0)
            return Status.InvalidArgument;
        ref CrateBudget budget = ref _budgets[(int)crate];
        if (TryTake(ref budget, bytes, out int left) != Status.Ok)
        {
            refusal = new Refusal(crate, bytes, left);
            Record(ref budget, refusal);
            return Status.BudgetExceeded;
        }
        RaisePeak(ref budget, Volatile.Read(ref budget.LimitBytes) - left);
        return Status.Ok;
    }

    /// <summary>Gives bytes back. O(1) without contention.</summary>
    /// <param name="crate">The crate that took them.</param>
    /// <param name="bytes">0 or more, and not more than the crate holds.</param>
    /// <returns><see cref="Status.InvalidArgument"/>: no such crate, negative, or more than was taken; nothing changed.</returns>
    public Status Give(CrateId crate, int bytes)
    {
        if (!IsCrate(crate) || bytes < 0)
            return Status.InvalidArgument;
        ref CrateBudget budget = ref _budgets[(int)crate];
        while (true)
        {
            int remaining = Volatile.Read(ref budget.RemainingBytes);
            if (bytes > Volatile.Read(ref budget.LimitBytes) - remaining)
                return Status.InvalidArgument;
            if (Interlocked.CompareExchange(ref budget.RemainingBytes, remaining + bytes, remaining) == remaining)
                return Status.Ok;
        }
    }

    /// <summary>The bytes that a crate may hold at once; 0 for no such crate.</summary>
    /// <param name="crate">The crate.</param>
    public int Limit(CrateId crate) => IsCrate(crate) ? Volatile.Read(ref _budgets[(int)crate].LimitBytes) : 0;

    /// <summary>The bytes that a crate may still take; 0 for no such crate.</summary>
    /// <param name="crate">The crate.</param>
    public int Remaining(CrateId crate) => IsCrate(crate) ? Volatile.Read(ref _budgets[(int)crate].RemainingBytes) : 0;

    /// <summary>The bytes that a crate holds; 0 for no such crate. Exact unless its limit is being changed.</summary>
    /// <param name="crate">The crate.</param>
    public int Used(CrateId crate) => Limit(crate) - Remaining(crate);

    /// <summary>The most bytes that a crate held at once; 0 for no such crate.</summary>
    /// <param name="crate">The crate.</param>
    public int Peak(CrateId crate) => IsCrate(crate) ? Volatile.Read(ref _budgets[(int)crate].PeakBytes) : 0;

    /// <summary>How often a crate was refused; 0 for no such crate.</summary>
    /// <param name="crate">The crate.</param>
    public int Refusals(CrateId crate) => IsCrate(crate) ? Volatile.Read(ref _budgets[(int)crate].Refusals) : 0;

    /// <summary>The refusal that was recorded last; default when there was none.</summary>
    public Refusal LastRefusal
    {
        get
        {
            uint state = CriticalSection.Enter(ref _lock);
            Refusal refusal = _lastRefusal;
            CriticalSection.Exit(ref _lock, state);
            return refusal;
        }
    }

    private static bool IsCrate(CrateId crate) => (uint)crate < (uint)CrateId.Count;

    // Checks before it subtracts: a counter that went below zero, even for a moment, would grant bytes that do not exist.
    private static Status TryTake(ref CrateBudget budget, int bytes, out int left)
    {
        while (true)
        {
            int remaining = Volatile.Read(ref budget.RemainingBytes);
            left = remaining;
            if (remaining < bytes)
                return Status.BudgetExceeded;
            left = remaining - bytes;
            if (Interlocked.CompareExchange(ref budget.RemainingBytes, left, remaining) == remaining)
                return Status.Ok;
        }
    }

    private static void RaisePeak(ref CrateBudget budget, int used)
    {
        int peak = Volatile.Read(ref budget.PeakBytes);
        while (used > peak)
        {
            int seen = Interlocked.CompareExchange(ref budget.PeakBytes, used, peak);
            if (seen == peak)
                return;
            peak = seen;
        }
    }

    private void Record(ref CrateBudget budget, Refusal refusal)
    {
        uint state = CriticalSection.Enter(ref _lock);
        budget.Refusals++;
        _lastRefusal = refusal;
        CriticalSection.Exit(ref _lock, state);
    }

    [InlineArray((int)CrateId.Count)]
    private struct Budgets
    {
        private CrateBudget _first;
    }
}
