using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>One field of a plot: series of the same unit over the plot's time axis, or one pin.</summary>
internal sealed class PlotPanel
{
    private const int AnalogHeight = 130, PinHeight = 26, TitleHeight = 30, MarksMax = 5;

    // Of the height, above and below the levels of a pin.
    private const double PinMargin = 0.15;

    // How wide a character of the legend is, and how much comes before and after its name.
    private const int CharacterWidth = 8, SampleWidth = 36, LegendGap = 20;

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

    /// <summary>What the run recorded, from top to bottom: what was set and measured first, then the pins, then everything else.</summary>
    public static IReadOnlyList<PlotPanel> Stack(IReadOnlyList<RigSeries> series, int top)
    {
        IGrouping<string, RigSeries>[] units = [.. series.Where(one => !IsPin(one)).GroupBy(one => one.Unit)];
        List<PlotPanel> panels = [];
        foreach (IEnumerable<RigSeries> unit in units.Take(1))
            Add(unit, isPin: false);
        foreach (RigSeries pin in series.Where(IsPin))
            Add([pin], isPin: true);
        foreach (IEnumerable<RigSeries> unit in units.Skip(1))
            Add(unit, isPin: false);
        return panels;

        void Add(IEnumerable<RigSeries> unit, bool isPin)
        {
            RigSeries[] shown = [.. unit.Where(one => one.Points.Count != 0)];
            if (shown.Length != 0)
                panels.Add(new PlotPanel(shown, isPin, panels.Count == 0 ? top : panels[^1].Bottom));
        }
    }

    /// <summary>Draws it.</summary>
    public IEnumerable<XElement> Draw(PlotTime time)
    {
        yield return Svg.Styled("rect", "frame",
            Svg.At("x", PlotTime.Left), Svg.At("y", Top), Svg.At("width", PlotTime.Right - PlotTime.Left), Svg.At("height", Height));
        foreach (double mark in _isPin ? [0, 1] : _axis.Marks())
            foreach (XElement part in DrawMark(time, mark))
                yield return part;
        double x = PlotTime.Left;
        for (int i = 0; i < _series.Count; i++)
        {
            foreach (XElement part in DrawLegend(x, i))
                yield return part;
            yield return DrawCurve(time, i);
            x += SampleWidth + CharacterWidth * LegendText(_series[i]).Length + LegendGap;
        }
    }

    private static bool IsPin(RigSeries series) => series.Unit == RigSeries.Level;

    private IEnumerable<XElement> DrawMark(PlotTime time, double mark)
    {
        double y = Y(mark);
        if (!_isPin)
            yield return Svg.Line("grid", PlotTime.Left, y, PlotTime.Right, y);
        yield return Svg.Text("mark end", PlotTime.Left - 8, y + 4, _isPin ? PlainText.Figure(mark, _series[0]) : _axis.Label(mark));
    }

    private IEnumerable<XElement> DrawLegend(double x, int index)
    {
        double y = Top - 10;
        yield return Svg.Line($"curve c{index}", x, y - 4, x + SampleWidth - 8, y - 4);
        yield return Svg.Text("legend", x + SampleWidth, y, LegendText(_series[index]));
    }

    private XElement DrawCurve(PlotTime time, int index)
    {
        RigSeries series = _series[index];
        (double X, double Y)[] points = [.. series.Points.Select(point => (time.X(point.Seconds), Y(point.Value)))];
        string path = Curve.Path(Curve.Thin(points), _isPin);
        return Svg.Styled("path", $"curve c{index}", Svg.At("d", path), Svg.Title($"{series.Name}: {Range(series)}"));
    }

    private static string LegendText(RigSeries series) => IsPin(series) ? series.Name : $"{series.Name}, {series.Unit}";

    private static string Range(RigSeries series)
    {
        double least = series.Points.Min(point => point.Value), most = series.Points.Max(point => point.Value);
        return least == most ? $"always {PlainText.Figure(least, series)}" : $"{PlainText.Figure(least, series)} to {PlainText.Figure(most, series)}";
    }

    private double Y(double value) => Top + Height * (1 - _axis.Position(value));
}
