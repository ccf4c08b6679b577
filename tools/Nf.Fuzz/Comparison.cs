using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>How another validator or world agreed.</summary>
/// <param name="With">Its name.</param>
/// <param name="Asked">Modules or cases that it was asked about; 0 with <paramref name="Note"/> when it is not there.</param>
/// <param name="Agreed">Those that it agreed on.</param>
/// <param name="Explained">Disagreements whose cause is known, by that cause.</param>
/// <param name="Disagreements">The others, a line each, at most 50.</param>
/// <param name="Note">Why nothing was asked; null when something was.</param>
public sealed record Comparison(
    string With, long Asked, long Agreed, IReadOnlyDictionary<string, long> Explained, IReadOnlyList<string> Disagreements,
    string? Note = null)
{
    /// <summary>One that can't be asked.</summary>
    internal static Comparison Absent(string with, string why) => new(with, 0, 0, new Dictionary<string, long>(), [], why);
}
