using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.FormattableString;

namespace Nf.Rig;

/// <summary>A series as the line of a plot.</summary>
internal static class Curve
{
    /// <summary>
    /// Leaves at most four points a column: the first, the lowest, the highest and the last, in order. The line through them covers the
    /// same pixels as the one through all of them.
    /// </summary>
    /// <param name="points">Ordered by x, in units of columns.</param>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        List<(double X, double Y)> kept = [];
        for (int from = 0, end; from < points.Count; from = end)
        {
            double column = Math.Floor(points[from].X);
            int lowest = from, highest = from;
            for (end = from; end < points.Count && Math.Floor(points[end].X) == column; end++)
            {
                if (points[end].Y < points[lowest].Y) lowest = end;
                if (points[end].Y > points[highest].Y) highest = end;
            }
            foreach (int index in new SortedSet<int> { from, lowest, highest, end - 1 })
                kept.Add(points[index]);
        }
        return kept;
    }

    /// <summary>The line as an SVG path.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="isStepped">Whether a value holds until the next one, as that of a pin does.</param>
    public static string Path(IReadOnlyList<(double X, double Y)> points, bool isStepped)
    {
        StringBuilder path = new();
        path.Append(Invariant($"M{points[0].X:0.#} {points[0].Y:0.#}"));
        foreach ((double x, double y) in points.Skip(1))
            path.Append(isStepped ? Invariant($"H{x:0.#}V{y:0.#}") : Invariant($"L{x:0.#} {y:0.#}"));
        // A single point has a length as well.
        return points.Count == 1 ? path.Append("h0.1").ToString() : path.ToString();
    }
}
