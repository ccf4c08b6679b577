namespace Nf.Memory;

/// <summary>The budget of one crate inside a <see cref="BudgetTracker"/>. Bytes used are the limit less what remains.</summary>
internal struct CrateBudget
{
    /// <summary>The bytes that the crate may hold at once. Changed under the tracker's lock only.</summary>
    public int LimitBytes;

    /// <summary>The bytes that it may still take: the one number that takers and givers race for.</summary>
    public int RemainingBytes;

    /// <summary>The most bytes that it held at once.</summary>
    public int PeakBytes;

    /// <summary>How often it was refused.</summary>
    public int Refusals;
}
