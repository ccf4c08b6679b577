using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Nf.Fuzz;

/// <summary>Keeps what was found: a line for each kind the first times it comes, and the input beside it.</summary>
internal sealed class FindingLog(string folder, ulong seed)
{
    private const int KeptOfAKind = 3;

    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Where the lines of a folder's findings stand.</summary>
    public static string LinesOf(string folder) => Path.Combine(folder, "findings.txt");

    /// <summary>Keeps a finding.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="kind">What is the same for findings of the same cause.</param>
    /// <param name="detail">What was expected and what was found.</param>
    /// <param name="input">The module or package.</param>
    public void Add(long iteration, string kind, string detail, ReadOnlySpan<byte> input)
    {
        int count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (count > KeptOfAKind)
            return;
        string name = $"{iteration}-{new string([.. kind.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')])}.wasm";
        File.WriteAllBytes(Path.Combine(folder, name), input);
        string line = string.Create(CultureInfo.InvariantCulture, $"{kind}: {detail} (seed {seed}, iteration {iteration}, {name})\n");
        File.AppendAllText(LinesOf(folder), line);
    }
}
