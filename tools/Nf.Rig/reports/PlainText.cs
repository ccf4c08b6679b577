using System;
using System.Globalization;
using System.Text;

namespace Nf.Rig;

/// <summary>Texts and figures as the reports show them.</summary>
internal static class PlainText
{
    private const char Unknown = '\uFFFD', ControlPictures = '\u2400', PictureOfDelete = '\u2421';

    /// <summary>
    /// The text with control characters as their pictures, and without what XML does not allow or what turns the reading direction.
    /// </summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(Clean(rune));
        return clean.ToString();
    }

    /// <summary>The same in one line.</summary>
    public static string Line(string text) => Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ');

    /// <summary>A moment or a span in seconds, to the millisecond.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A figure with as many digits as matter.</summary>
    public static string Figure(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0.#" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>A figure with its unit.</summary>
    public static string Figure(double value, string unit) => unit.Length == 0 ? Figure(value) : $"{Figure(value)} {unit}";

    /// <summary>A value of a series: a figure with its unit, or a pin's level in a word.</summary>
    public static string Figure(double value, RigSeries series) =>
        series.Unit != RigSeries.Level ? Figure(value, series.Unit) : value == 0 ? "low" : "high";

    private static Rune Clean(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => rune,
        < 0x20 => new Rune(ControlPictures + rune.Value),
        0x7F => new Rune(PictureOfDelete),
        < 0xA0 and > 0x7F or 0xFFFE or 0xFFFF => new Rune(Unknown),
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => new Rune(Unknown),
        _ => rune,
    };
}
