using System;
using System.Globalization;

namespace Nf.Rig;

/// <summary>What a figure of a guest has to be.</summary>
/// <param name="Figure">Its name in the file, as "runs" or "state".</param>
/// <param name="Comparison">How it compares; texts are equal or not.</param>
/// <param name="Wanted">With what: a text, or a number as a text.</param>
public sealed record RigCondition(string Figure, RigComparison Comparison, string Wanted)
{
    /// <summary>The condition in words: "runs >= 100".</summary>
    public string Text => Comparison == RigComparison.Equal ? $"{Figure} {Wanted}" : $"{Figure} {Sign(Comparison)} {Wanted}";

    /// <summary>Whether a figure is as wanted.</summary>
    /// <param name="seen">The figure.</param>
    public bool Holds(string seen)
    {
        bool areNumbers = TryNumber(seen, out double left) & TryNumber(Wanted, out double right);
        return Comparison switch
        {
            RigComparison.Equal => areNumbers ? left == right : seen == Wanted,
            RigComparison.NotEqual => areNumbers ? left != right : seen != Wanted,
            RigComparison.Less => areNumbers && left < right,
            RigComparison.AtMost => areNumbers && left <= right,
            RigComparison.Greater => areNumbers && left > right,
            RigComparison.AtLeast => areNumbers && left >= right,
            _ => throw new InvalidOperationException($"{Comparison} is no comparison."),
        };
    }

    /// <summary>The sign of a comparison in a rig file.</summary>
    public static string Sign(RigComparison comparison) => comparison switch
    {
        RigComparison.Equal => "=",
        RigComparison.NotEqual => "!=",
        RigComparison.Less => "<",
        RigComparison.AtMost => "<=",
        RigComparison.Greater => ">",
        _ => ">=",
    };

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
