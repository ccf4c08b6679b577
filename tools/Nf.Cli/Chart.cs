using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>A curve in one line of text.</summary>
internal static class Chart
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// Draws samples over the ticks of a run: the lowest value as the lowest bar, the highest as the highest; before the first nothing.
    /// </summary>
    /// <param name="samples">At least one, ordered by tick; a value holds until the next.</param>
    /// <param name="ticks">The last tick.</param>
    /// <param name="widthMax">The most columns.</param>
    public static string Line(IReadOnlyList<TraceSample> samples, ulong ticks, int widthMax)
    {
        double lowest = samples.Min(sample => sample.Value);
        double range = samples.Max(sample => sample.Value) - lowest;
        int width = (int)Math.Clamp(ticks, 1, (ulong)widthMax);
        char[] columns = new char[width];
        int next = 0;
        char bar = ' ';
        for (int column = 0; column < width; column++)
        {
            UInt128 end = (UInt128)ticks * (ulong)(column + 1) / (ulong)width;
            while (next < samples.Count && samples[next].Tick <= end)
                bar = Bar(samples[next++].Value - lowest, range);
            columns[column] = bar;
        }
        return new string(columns);
    }

    private static char Bar(double height, double range) =>
        range == 0 ? Levels[0] : Levels[(int)Math.Round(height / range * (Levels.Length - 1))];
}
