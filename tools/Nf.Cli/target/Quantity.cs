using System;
using System.Globalization;

namespace Nf.Cli;

/// <summary>Figures of a target, for people.</summary>
internal static class Quantity
{
    /// <summary>A whole number, in groups of three digits.</summary>
    public static string Count(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time in the unit that fits it.</summary>
    public static string Time(ulong nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.#} us"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.#} ms"),
        < 120_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e9:0.#} s"),
        _ => TimeSpan.FromSeconds(nanoseconds / 1_000_000_000).ToString("c", CultureInfo.InvariantCulture),
    };

    /// <summary>A bar of ten signs for a part of a whole, with the percentage; nothing for a whole of nothing.</summary>
    public static string Bar(ulong part, ulong whole)
    {
        const int Signs = 10;
        if (whole == 0)
            return "";
        double share = (double)part / whole;
        int full = (int)Math.Round(Math.Min(share, 1) * Signs);
        string bar = new string('█', full) + new string('░', Signs - full);
        return string.Create(CultureInfo.InvariantCulture, $"{bar} {share * 100,3:0} %");
    }
}
