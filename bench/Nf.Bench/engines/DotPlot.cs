using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace Nf.Bench;

/// <summary>A picture of ratios as SVG: a line for each row, a dot for each series on a logarithmic axis.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Axis">What the axis counts.</param>
/// <param name="Series">Names of the series, in the order of their colours.</param>
/// <param name="Rows">Names of the rows and their values; null where a series has none.</param>
internal sealed record DotPlot(
    string Title, string Axis, IReadOnlyList<string> Series, IReadOnlyList<(string Name, IReadOnlyList<double?> Values)> Rows)
{
    private const int Width = 860, Left = 190, Right = 30, Top = 44, RowHeight = 30, AxisHeight = 46, LegendHeight = 22, LegendColumns = 3;

    // Okabe and Ito, "Color universal design", 2008, and greys.
    private static readonly string[] s_colours =
        ["#000000", "#0072b2", "#56b4e9", "#009e73", "#8fd3bb", "#d55e00", "#e69f00", "#cc79a7", "#999999", "#7a5195", "#5f6b6d", "#b0a000"];

    private LogAxis Scale => field ??= new LogAxis(Rows.SelectMany(row => row.Values).OfType<double>());

    private int AxisTop => Top + Rows.Count * RowHeight;

    private int LegendRows => Series.Count < 2 ? 0 : (Series.Count + LegendColumns - 1) / LegendColumns;

    /// <summary>The picture.</summary>
    public string ToSvg()
    {
        StringBuilder svg = new();
        int height = AxisTop + AxisHeight + LegendRows * LegendHeight;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="sans-serif" font-size="13">
            <title>{Text(Title)}</title>
            <rect width="{Width}" height="{height}" fill="#ffffff"/>
            <text x="16" y="24" font-size="15" font-weight="bold">{Text(Title)}</text>

            """);
        DrawAxis(svg);
        for (int row = 0; row < Rows.Count; row++)
            DrawRow(svg, row);
        for (int series = 0; LegendRows > 0 && series < Series.Count; series++)
            DrawLegend(svg, series);
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawAxis(StringBuilder svg)
    {
        foreach (AxisTick tick in Scale.Ticks)
        {
            string grey = tick.IsPower ? "#bbbbbb" : "#e6e6e6";
            svg.Append(CultureInfo.InvariantCulture, $"""
                <line x1="{X(tick.Value):F1}" x2="{X(tick.Value):F1}" y1="{Top}" y2="{AxisTop}" stroke="{grey}"/>
                <text x="{X(tick.Value):F1}" y="{AxisTop + 16}" text-anchor="middle" fill="#444444">{tick.Label}</text>

                """);
        }
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{AxisTop + 36}\" text-anchor=\"middle\" fill=\"#444444\">{Text(Axis)}</text>\n");
    }

    private void DrawRow(StringBuilder svg, int row)
    {
        int y = Top + row * RowHeight + RowHeight / 2;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{Left - 10}" y="{y + 4}" text-anchor="end">{Text(Rows[row].Name)}</text>
            <line x1="{Left}" x2="{Width - Right}" y1="{y}" y2="{y}" stroke="#dddddd" stroke-dasharray="2 3"/>

            """);
        for (int series = 0; series < Series.Count; series++)
        {
            if (Rows[row].Values[series] is not double value) continue;
            string label = $"{Rows[row].Name}, {Series[series]}: {value.ToString("0.00", CultureInfo.InvariantCulture)}";
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(value):F1}\" cy=\"{y}\" r=\"6\" fill=\"{Colour(series)}\" fill-opacity=\"0.85\"><title>{Text(label)}</title></circle>\n");
            if (Series.Count == 1)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(value) + 11:F1}\" y=\"{y + 4}\" fill=\"#444444\">{value:0.00}</text>\n");
        }
    }

    private void DrawLegend(StringBuilder svg, int series)
    {
        int x = 30 + series % LegendColumns * ((Width - 40) / LegendColumns);
        int y = AxisTop + AxisHeight + series / LegendColumns * LegendHeight + 8;
        svg.Append(CultureInfo.InvariantCulture,
            $"<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"{Colour(series)}\"/><text x=\"{x + 12}\" y=\"{y + 4}\">{Text(Series[series])}</text>\n");
    }

    private double X(double value) => Left + (Width - Left - Right) * Scale.Position(value);

    private static string Colour(int series) => s_colours[series % s_colours.Length];

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
