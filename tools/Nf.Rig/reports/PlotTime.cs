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
    public const int Right = Width - 22;

    /// <summary>How much room the labels take below the panels.</summary>
    public const int LabelHeight = 66;

    private const int MarksMax = 10, LabelTop = 28, NameTop = 56;

    private readonly Axis _axis = Axis.Exactly(0, Math.Max(end, 1e-3), MarksMax);

    /// <summary>Where a moment is.</summary>
    public double X(double seconds) => Left + (Right - Left) * Math.Clamp(_axis.Position(seconds), 0, 1);

    /// <summary>The moment that is there.</summary>
    public double SecondsAt(double x) => (x - Left) / (Right - Left) * _axis.High;

    /// <summary>Draws a line for each mark. Every second one is left out on narrow screens, as its label is.</summary>
    public IEnumerable<XElement> DrawGrid(int top, int bottom) =>
        _axis.Marks().Select((mark, index) => Svg.Line($"grid{Odd(index)}", X(mark), top, X(mark), bottom));

    /// <summary>Draws the marks' labels.</summary>
    /// <param name="top">Where the panels end.</param>
    public IEnumerable<XElement> DrawLabels(int top) =>
        _axis.Marks().Select((mark, index) => Svg.Text($"mark middle{Odd(index)}", X(mark), top + LabelTop, _axis.Label(mark)))
            .Append(Svg.Text("mark middle", (Left + Right) / 2.0, top + NameTop, "time, s"));

    private static string Odd(int index) => index % 2 == 0 ? "" : " odd";
}
