namespace Nf.Bench;

/// <summary>The figures of one comparison.</summary>
/// <param name="Name">Of the comparison.</param>
/// <param name="Ratio">Ours divided by the baseline: the median over all rounds. Below 1, ours is faster.</param>
/// <param name="Ns">Nanoseconds for one operation of ours, median.</param>
/// <param name="BaselineNs">Nanoseconds for one operation of the baseline, median.</param>
/// <param name="Baseline">What ours was compared with.</param>
/// <param name="BytesAllocated">Managed bytes that <paramref name="Operations"/> operations of ours allocated together.</param>
/// <param name="Operations">Operations over which bytes were counted.</param>
/// <param name="RatioLowest">The tenth percentile of the rounds' ratios.</param>
/// <param name="RatioHighest">Their ninetieth percentile.</param>
/// <param name="Aim">The largest ratio that the project accepts; null when there is none.</param>
/// <param name="Met">Whether ratio and bytes are what the project wants.</param>
internal sealed record Result(
    string Name, double Ratio, double Ns, double BaselineNs, string Baseline, long BytesAllocated, int Operations,
    double RatioLowest, double RatioHighest, double? Aim, bool Met);
