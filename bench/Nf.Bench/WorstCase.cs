using System.Globalization;
using System.Text.RegularExpressions;

namespace Nf.Bench;

/// <summary>One operation's worst case on an emulated board, in instructions.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Board">The board.</param>
/// <param name="Count">How often it was measured.</param>
/// <param name="Lowest">The shortest.</param>
/// <param name="Median">The median.</param>
/// <param name="Highest">The longest.</param>
internal sealed partial record WorstCase(string Name, string Board, int Count, int Lowest, int Median, int Highest)
{
    private const double AimRatio = 3.0;

    /// <summary>The worst case divided by the median.</summary>
    public double Ratio => (double)Highest / Median;

    /// <summary>The largest ratio that the project accepts.</summary>
    public static double Aim => AimRatio;

    /// <summary>Whether the ratio is that small.</summary>
    public bool Met => Ratio <= AimRatio;

    /// <summary>Reads a line of the measuring image; null when it is another one.</summary>
    public static WorstCase? Parse(string board, string line)
    {
        Match match = Line().Match(line);
        return match.Success
            ? new WorstCase(match.Groups[1].Value, board, Number(match, 2), Number(match, 3), Number(match, 4), Number(match, 5))
            : null;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^bench (\w+) count (\d+) lowest (\d+) median (\d+) highest (\d+)\s*$")]
    private static partial Regex Line();
}
