using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>Numbers that stand for many.</summary>
internal static class Statistics
{
    /// <summary>The value that a share of all values does not exceed; of an even number the upper median.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)];
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The mean of ratios.</summary>
    /// <param name="values">At least one, all above 0.</param>
    public static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
