using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>One field of a plot: series of the same unit over the plot's time axis, or one pin.</summary>
internal sealed class PlotPanel
{
    private const int AnalogHeight = 130, PinHeight = 36, TitleHeight = 34, MarksMax = 5;

    // Of the height, above and below the levels of a pin.
    private const double PinMargin = 0.15;

    // Samples of the lines in characters, so that the legend flows whatever the size of the letters is.
    private static readonly string[] s_samples = ["━━━", "━╸╸", "╍╍╍", "━╸━", "╺╺╺", "┅┅┅"];

    private readonly IReadOnlyList<RigSeries> _series;
    private readonly bool _isPin;
    private readonly int _top;
    private readonly Axis _axis;

    private PlotPanel(IReadOnlyList<RigSeries> series, bool isPin, int top)
    {
        _series = series;
        _isPin = isPin;
        _top = top;
        IEnumerable<double> values = series.SelectMany(one => one.Points).Select(point => point.Value);
        _axis = isPin ? Axis.Exactly(-PinMargin, 1 + PinMargin, 1) : Axis.Around(values.Min(), values.Max(), MarksMax);
    }

    /// <summary>Where it ends; the next one begins there.</summary>
    public int Bottom => Top + Height;

    private int Top => _top + TitleHeight;

    private int Height => _isPin ? PinHeight : AnalogHeight;

    /// <summary>A panel for each unit and for each pin, from top to bottom.</summary>
    /// <param name="series">What is shown, in the order of <see cref="InOrder"/>.</param>
    /// <param name="top">Where the first one begins.</param>
    public static IReadOnlyList<PlotPanel> Stack(IReadOnlyList<RigSeries> series, int top)
    {
        List<PlotPanel> panels = [];
        foreach (IGrouping<string, RigSeries> group in series.GroupBy(one => IsPin(one) ? $"pin {one.Name}" : $"unit {one.Unit}"))
            panels.Add(new PlotPanel([.. group], IsPin(group.First()), panels.Count == 0 ? top : panels[^1].Bottom));
        return panels;
    }

    /// <summary>What the run recorded: temperatures first, below them the pins that follow from them, then everything else.</summary>
    public static IReadOnlyList<RigSeries> InOrder(IReadOnlyList<RigSeries> series) =>
        [.. series.Where(one => one.Points.Count != 0).OrderBy(one => Rank(one.Unit))];

    /// <summary>Draws it.</summary>
    public IEnumerable<XElement> Draw(PlotTime time)
    {
        foreach (XElement line in time.DrawGrid(Top, Bottom))
            yield return line;
        yield return Svg.Styled("rect", "frame",
            Svg.At("x", PlotTime.Left), Svg.At("y", Top), Svg.At("width", PlotTime.Right - PlotTime.Left), Svg.At("height", Height));
        foreach (double mark in _isPin ? [0, 1] : _axis.Marks())
            foreach (XElement part in DrawMark(time, mark))
                yield return part;
        yield return DrawLegend();
        for (int i = 0; i < _series.Count; i++)
            yield return DrawCurve(time, i);
    }

    private static int Rank(string unit) => unit switch
    {
        RigSeries.Celsius => 0,
        RigSeries.Level => 1,
        RigSeries.Bytes => 3,
        _ => 2,
    };

    private static bool IsPin(RigSeries series) => series.Unit == RigSeries.Level;

    private IEnumerable<XElement> DrawMark(PlotTime time, double mark)
    {
        double y = Y(mark);
        if (!_isPin)
            yield return Svg.Line("grid", PlotTime.Left, y, PlotTime.Right, y);
        yield return Svg.Text("mark end", PlotTime.Left - 8, y + 4, _isPin ? PlainText.Figure(mark, _series[0]) : _axis.Label(mark));
    }

    private XElement DrawLegend() => Svg.Styled("text", "legend", Svg.At("x", PlotTime.Left), Svg.At("y", Top - 10),
        _series.Select((series, index) => new[]
        {
            Svg.Styled("tspan", $"sample f{Colour(index)}", s_samples[Colour(index)]),
            Svg.Element("tspan", $"\u00A0{series.Name}\u2003"),
        }),
        _isPin ? null : Svg.Styled("tspan", "mark", _series[0].Unit));

    private XElement DrawCurve(PlotTime time, int index)
    {
        RigSeries series = _series[index];
        (double X, double Y)[] points = [.. series.Points.Select(point => (time.X(point.Seconds), Y(point.Value)))];
        string path = Curve.Path(Curve.Thin(points), isStepped: series.Unit != RigSeries.Celsius);
        return Svg.Styled("path", $"curve c{Colour(index)}", Svg.At("d", path), Svg.Title($"{series.Name}: {Range(series)}"));
    }

    private static int Colour(int index) => index % s_samples.Length;

    private static string Range(RigSeries series)
    {
        double least = series.Points.Min(point => point.Value), most = series.Points.Max(point => point.Value);
        string last = PlainText.Figure(most, series);
        return least == most ? $"always {last}" : $"{PlainText.Figure(least, series)} to {last}";
    }

    private double Y(double value) => Top + Height * (1 - _axis.Position(value));
}
