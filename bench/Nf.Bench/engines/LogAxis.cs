using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nf.Bench;

/// <summary>A logarithmic axis that begins and ends at marks.</summary>
internal sealed class LogAxis
{
    private const double Slack = 1e-9;

    /// <summary>An axis that holds some values.</summary>
    /// <param name="values">At least one, all above 0.</param>
    public LogAxis(IEnumerable<double> values)
    {
        double lowest = values.Min(), highest = values.Max();
        List<AxisTick> all = [.. Marks((int)Math.Floor(Math.Log10(lowest)) - 1, (int)Math.Ceiling(Math.Log10(highest)) + 1)];
        int first = all.FindLastIndex(tick => tick.Value <= lowest * (1 + Slack));
        int last = Math.Max(all.FindIndex(tick => tick.Value >= highest * (1 - Slack)), first + 1);
        bool isLong = all[last].Value / all[first].Value > 1000;
        Ticks = [.. all[first..(last + 1)].Select(tick => isLong && !tick.IsPower ? tick with { Label = "" } : tick)];
    }

    /// <summary>The marks, ascending.</summary>
    public IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>Where a value stands: 0 at the first mark, 1 at the last.</summary>
    public double Position(double value) => Math.Log(value / Ticks[0].Value) / Math.Log(Ticks[^1].Value / Ticks[0].Value);

    private static IEnumerable<AxisTick> Marks(int from, int to)
    {
        for (int power = from; power <= to; power++)
        {
            foreach (int digit in (int[])[1, 2, 3, 5])
            {
                double value = digit * Math.Pow(10, power);
                yield return new AxisTick(value, Label(value), digit == 1);
            }
        }
    }

    private static string Label(double value) => value switch
    {
        >= 1e6 => $"{value / 1e6:0.##} M",
        >= 1e3 => $"{value / 1e3:0.##} k",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
