using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace Nf.Rig;

/// <summary>
/// Everything that a run recorded over one time axis: panels on top of each other, the steps' numbers above them, the failed steps marked.
/// Pointing at a moment shows its values; no script is needed for it.
/// </summary>
internal sealed class RunPlot
{
    private const int StepsHeight = 30;

    // Fields that a pointer can be in, and how close two steps' numbers may come.
    private const int ReadersMax = 200, StepDistance = 34;

    private readonly RigRun _run;
    private readonly IReadOnlyList<RigSeries> _series;
    private readonly IReadOnlyList<PlotPanel> _panels;
    private readonly PlotTime _time;

    private RunPlot(RigRun run)
    {
        _run = run;
        _series = PlotPanel.InOrder(run.Series);
        _panels = PlotPanel.Stack(_series, StepsHeight);
        _time = new PlotTime(run.Seconds);
    }

    /// <summary>The drawing; null when nothing was recorded.</summary>
    public static XElement? Of(RigRun run)
    {
        RunPlot plot = new(run);
        return plot._panels.Count == 0 ? null : plot.Draw();
    }

    private int Bottom => _panels[^1].Bottom;

    private XElement Draw() => Svg.Styled("svg", "plot",
        Svg.At("viewBox", $"0 0 {PlotTime.Width} {Bottom + PlotTime.LabelHeight}"),
        Svg.At("role", "img"),
        Svg.At("aria-label", $"{string.Join(", ", _series.Select(series => series.Name))} over time"),
        _run.Steps.Where(step => step.Verdict == RigVerdict.Failed).Select(DrawFailure),
        _panels.Select(panel => panel.Draw(_time)),
        _time.DrawLabels(Bottom),
        DrawSteps(),
        DrawReaders());

    private XElement DrawFailure(StepResult step)
    {
        double from = _time.X(step.FromSeconds), to = _time.X(step.ToSeconds);
        return Svg.Element("g",
            Svg.Styled("rect", "failed-span", Svg.At("x", from), Svg.At("y", StepsHeight),
                Svg.At("width", Math.Max(to - from, 1)), Svg.At("height", Bottom - StepsHeight)),
            Svg.Line("failed-moment", to, StepsHeight, to, Bottom));
    }

    // Each where its step begins, as far as there is room; a failed one at its end, always.
    private IEnumerable<XElement> DrawSteps()
    {
        List<double> taken = [];
        IEnumerable<StepResult> done = _run.Steps.Where(step => step.Verdict != RigVerdict.Skipped);
        foreach (StepResult step in done.OrderByDescending(step => step.Verdict == RigVerdict.Failed))
        {
            bool hasFailed = step.Verdict == RigVerdict.Failed;
            double x = _time.X(hasFailed ? step.ToSeconds : step.FromSeconds);
            if (!hasFailed && taken.Exists(other => Math.Abs(other - x) < StepDistance))
                continue;
            taken.Add(x);
            yield return Svg.Element("g",
                Svg.Styled("text", hasFailed ? $"step failed-step {(x < PlotTime.Width / 2 ? "" : "end")}" : "step middle",
                    Svg.At("x", x), Svg.At("y", StepsHeight - 8), hasFailed ? $"✗ step {step.Index}" : $"{step.Index}"),
                hasFailed ? null : Svg.Line("step-tick", x, StepsHeight - 4, x, StepsHeight),
                Svg.Title($"{step.Index}: {step.Text}"));
        }
    }

    private IEnumerable<XElement> DrawReaders()
    {
        int moments = _series.Max(series => series.Points.Count);
        int count = Math.Clamp(moments, 1, ReadersMax);
        double width = (double)(PlotTime.Right - PlotTime.Left) / count;
        for (int i = 0; i < count; i++)
        {
            double x = PlotTime.Left + i * width;
            yield return Svg.Styled("rect", "reader", Svg.At("x", x), Svg.At("y", StepsHeight),
                Svg.At("width", width), Svg.At("height", Bottom - StepsHeight), Svg.Title(Reading(_time.SecondsAt(x + width / 2))));
        }
    }

    // The last value of each series up to a moment.
    private string Reading(double seconds)
    {
        StringBuilder reading = new($"{PlainText.Seconds(seconds)} s");
        foreach (RigSeries series in _series)
        {
            int known = series.Points.TakeWhile(point => point.Seconds <= seconds).Count();
            if (known != 0)
                reading.Append($"\n{series.Name}: {PlainText.Figure(series.Points[known - 1].Value, series)}");
        }
        return reading.ToString();
    }
}
