using System;
using System.Globalization;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Reads what an image says of a command that did not pass; firmware-host/noheap/wast writes it.</summary>
internal static class ConsoleResult
{
    private const string Start = "wast: command ";
    private static readonly string[] s_keys = ["number", "verdict", "found", "detail", "offset", "function", "feature", "index", "cell"];

    /// <summary>Reads a line.</summary>
    /// <returns>False for a line that is not of that kind.</returns>
    public static bool TryParse(string line, out CommandResult result)
    {
        result = default;
        if (!line.StartsWith(Start, StringComparison.Ordinal)) return false;
        string[] fields = line[Start.Length..].Split(' ');
        long[] values = new long[s_keys.Length];
        if (fields.Length != values.Length) return false;
        for (int i = 0; i < values.Length; i++)
        {
            if (!TryParse(fields[i], s_keys[i], out values[i])) return false;
        }

        result = new CommandResult
        {
            Number = (int)values[0],
            Verdict = (Verdict)values[1],
            Found = (Status)values[2],
            Load = new LoadError((Status)values[2], (LoadDetail)values[3], (int)values[4], -1, (int)values[5])
            {
                Feature = (WasmFeature)values[6],
            },
            ResultIndex = (int)values[7],
            Cell = (ulong)values[8],
        };
        return true;
    }

    private static bool TryParse(string field, string key, out long value)
    {
        value = 0;
        return field.Length > key.Length && field[key.Length] == '=' && field.StartsWith(key, StringComparison.Ordinal)
            && long.TryParse(field.AsSpan(key.Length + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
