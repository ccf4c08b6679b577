using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Nf.Fuzz;

/// <summary>
/// Counts of compared cases, in a file to which each batch adds its own: a worker that dies loses those of its last batch only.
/// </summary>
internal sealed class EngineTally(string folder)
{
    private const string Agreed = "agreed";
    private const string Differ = "differ";

    private readonly SortedDictionary<string, long> _counts = [];

    private string Path => System.IO.Path.Combine(folder, "engines.tsv");

    /// <summary>Counts a case on which both agree.</summary>
    public void AddAgreed() => Add(Agreed);

    /// <summary>Counts one that shows a known difference.</summary>
    public void AddExplained(string cause) => Add("= " + cause);

    /// <summary>Counts one that must not be.</summary>
    public void AddDifference() => Add(Differ);

    /// <summary>Writes the counts, and begins again.</summary>
    public void Save()
    {
        List<string> lines = [];
        foreach ((string name, long count) in _counts)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name}\t{count}"));
        File.AppendAllLines(Path, lines);
        _counts.Clear();
    }

    /// <summary>All counts of a campaign; differences are among its findings.</summary>
    /// <param name="with">What the interpreter was compared with.</param>
    public Comparison Read(string with)
    {
        long asked = 0, agreed = 0;
        SortedDictionary<string, long> explained = [];
        foreach (string line in File.Exists(Path) ? File.ReadLines(Path) : [])
        {
            string[] fields = line.Split('\t');
            long count = long.Parse(fields[1], CultureInfo.InvariantCulture);
            asked += count;
            if (fields[0] == Agreed)
                agreed += count;
            else if (fields[0] != Differ)
                explained[fields[0][2..]] = explained.GetValueOrDefault(fields[0][2..]) + count;
        }
        return new Comparison(with, asked, agreed, explained, []);
    }

    private void Add(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;
}
