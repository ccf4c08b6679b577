using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nf.Fuzz;

/// <summary>Compares the lines of cases in this world with those of another.</summary>
internal static class CaseOracle
{
    private const int ListedMax = 50;

    private static readonly string s_stack = $"{(int)Status.TrapStackOverflow}";

    /// <summary>Compares.</summary>
    /// <param name="with">The other's name.</param>
    /// <param name="expected">The lines of this world.</param>
    /// <param name="found">The lines of the other, in the same order.</param>
    /// <param name="isNf">Whether the other is nf too, so that every limit is the same.</param>
    public static Comparison Compare(string with, IReadOnlyList<string> expected, IReadOnlyList<string> found, bool isNf)
    {
        long agreed = 0;
        SortedDictionary<string, long> explained = [];
        List<string> disagreements = [];
        for (int i = 0; i < expected.Count; i++)
        {
            string ours = isNf ? expected[i] : Plain(expected[i]);
            string theirs = i < found.Count ? found[i].TrimEnd() : "nothing";
            if (ours == theirs)
                agreed++;
            else if (Cause(ours, theirs, isNf) is { } cause)
                explained[cause] = explained.GetValueOrDefault(cause) + 1;
            else if (disagreements.Count < ListedMax)
                disagreements.Add($"{with}: nf on .NET '{expected[i]}', {with} '{theirs}'");
        }
        return new Comparison(with, expected.Count, agreed, explained, disagreements);
    }

    // V8 has one text for two traps, twice.
    private static string Plain(string line)
    {
        string[] fields = line.Split(' ');
        for (int i = 2; i < fields.Length; i++)
        {
            bool isEnd = i == 2 || fields[i].Contains(':', StringComparison.Ordinal);
            if (!isEnd)
                continue;
            fields[i] = Plain(fields[i], Status.TrapInvalidConversion, Status.TrapIntegerOverflow);
            fields[i] = Plain(fields[i], Status.TrapIndirectCallMismatch, Status.TrapNullElement);
        }
        return string.Join(' ', fields);
    }

    private static string Plain(string field, Status status, Status other) =>
        field.Split(':')[0] == $"{(int)status}" ? $"{(int)other}{field[2..]}" : field;

    private static string? Cause(string ours, string theirs, bool isNf)
    {
        string[] fields = ours.Split(' '), others = theirs.Split(' ');
        if (fields[0] != others[0] || others.Length < 2)
            return null;
        // Stacks have other sizes there, and whoever overflows his own first goes on differently.
        if (fields.Concat(isNf ? others : []).Skip(2).Any(field => field.Split(':')[0] == s_stack))
            return "stack overflow";
        bool isRefused = (Status)int.Parse(fields[1], CultureInfo.InvariantCulture)
            is Status.LimitExceeded or Status.OutOfMemory or Status.EngineRefused;
        return isRefused && !isNf ? $"refused by nf: {(Status)int.Parse(fields[1], CultureInfo.InvariantCulture)}" : null;
    }
}
