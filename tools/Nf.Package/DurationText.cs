using System;
using System.Globalization;

namespace Nf.Package;

/// <summary>Lengths of time as people write them: a whole number with a unit, "20us", "100ms", "1s"; "0" needs none.</summary>
public static class DurationText
{
    /// <summary>What a length of time looks like, for messages.</summary>
    public const string Form = "a whole number with a unit, as 20us, 100ms or 1s";

    private static readonly (string Unit, ulong Microseconds)[] s_units = [("us", 1), ("ms", 1_000), ("s", 1_000_000)];

    /// <summary>Reads a length of time of at most <see cref="uint.MaxValue"/> milliseconds.</summary>
    public static bool TryParse(string text, out ulong microseconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        microseconds = 0;
        foreach ((string unit, ulong scale) in s_units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal) || !TryNumber(text[..^unit.Length], out ulong number))
                continue;
            microseconds = number * scale;
            return microseconds <= uint.MaxValue * 1_000ul;
        }
        return text == "0";
    }

    /// <summary>Writes a length of time in the largest unit that it is a multiple of.</summary>
    public static string Of(ulong microseconds)
    {
        (string unit, ulong scale) = microseconds == 0
            ? s_units[1]
            : Array.FindLast(s_units, candidate => microseconds % candidate.Microseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{microseconds / scale} {unit}");
    }

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= uint.MaxValue;
}
