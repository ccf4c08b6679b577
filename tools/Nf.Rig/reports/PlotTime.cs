using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>The time axis that the panels of a plot share.</summary>
/// <param name="end">The last moment shown, in seconds; the first is 0.</param>
internal sealed class PlotTime(double end)
{
    /// <summary>Of the whole plot. All lengths are in units of the drawing; on a wide screen one is about a pixel.</summary>
    public const int Width = 1000;

    /// <summary>Where the time 0 is.</summary>
    public const int Left = 78;

    /// <summary>Where the end is.</summary>
    public const int Right = Width - 14;

    /// <summary>How much room the labels take below the panels.</summary>
    public const int LabelHeight = 52;

    private const int MarksMax = 10, LabelTop = 20, NameTop = 42;

    private readonly Axis _axis = Axis.Exactly(0, Math.Max(end, 1e-3), MarksMax);

    /// <summary>Where a moment is.</summary>
    public double X(double seconds) => Left + (Right - Left) * Math.Clamp(_axis.Position(seconds), 0, 1);

    /// <summary>The moment that is there.</summary>
    public double SecondsAt(double x) => (x - Left) / (Right - Left) * _axis.High;

    /// <summary>Draws marks over all panels, and their labels below. Every second one is left out on narrow screens.</summary>
    public IEnumerable<XElement> Draw(int top, int bottom)
    {
        foreach ((int index, double mark) in _axis.Marks().Index())
        {
            string odd = index % 2 == 0 ? "" : " odd";
            yield return Svg.Line($"grid{odd}", X(mark), top, X(mark), bottom);
            yield return Svg.Text($"mark middle{odd}", X(mark), bottom + LabelTop, _axis.Label(mark));
        }
        yield return Svg.Text("mark middle", (Left + Right) / 2.0, bottom + NameTop, "time, s");
    }
}
