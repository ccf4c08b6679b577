using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig;

/// <summary>A value in a rig file, which becomes what a caller expects, or an error and a default.</summary>
/// <param name="Errors">Takes errors.</param>
/// <param name="Node">The value.</param>
/// <param name="Name">Its key, for messages.</param>
internal sealed record RigValue(RigErrors Errors, YamlNode Node, string Name)
{
    private static readonly (string Unit, double Nanoseconds)[] s_units = [("us", 1e3), ("ms", 1e6), ("min", 60e9), ("h", 3600e9), ("s", 1e9)];
    private const double DurationNanosecondsMax = 24 * 3600e9;

    public RigMark Mark => Errors.Mark(Node);

    /// <summary>Whether nothing stands there, or the word null.</summary>
    public bool IsNull => Node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>The value as it stands there; empty for one with keys or items.</summary>
    public string Raw => (Node as YamlScalarNode)?.Value ?? "";

    /// <summary>Reports that something else was expected.</summary>
    public void Expect(string expected)
    {
        string found = Node switch
        {
            YamlScalarNode when IsNull => "nothing",
            YamlScalarNode scalar => $"'{scalar.Value}'",
            YamlSequenceNode => "a list",
            _ => "keys with values",
        };
        Errors.Add(Node, $"{Name}: found {found}, expected {expected}");
    }

    public string? Text(string expected)
    {
        if (Node is YamlScalarNode && !IsNull)
            return Raw;
        Expect(expected);
        return null;
    }

    public string? OneOf(params IReadOnlyList<string> words)
    {
        if (words.Contains(Raw))
            return Raw;
        Expect($"one of {string.Join(", ", words)}");
        return null;
    }

    public bool Truth() => OneOf("true", "false") == "true";

    public long Integer(long least, long most)
    {
        bool isHex = Raw.StartsWith("0x", StringComparison.Ordinal);
        bool isNumber = isHex
            ? long.TryParse(Raw.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            : long.TryParse(Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        if (isNumber && number >= least && number <= most)
            return number;
        Expect(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return least;
    }

    public double Number(double least, double most, string what)
    {
        bool isNumber = double.TryParse(Raw, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number);
        if (isNumber && number >= least && number <= most)
            return number;
        Expect($"{what} from {RigText.Number(least)} to {RigText.Number(most)}");
        return least;
    }

    /// <summary>A length of time in nanoseconds.</summary>
    public ulong Duration()
    {
        foreach ((string unit, double scale) in s_units)
        {
            if (!Raw.EndsWith(unit, StringComparison.Ordinal))
                continue;
            bool isNumber = double.TryParse(Raw[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
            if (isNumber && number > 0 && number * scale <= DurationNanosecondsMax)
                return (ulong)Math.Round(number * scale);
        }
        Expect("a time with its unit, as 500ms, 2s or 1min");
        return 1;
    }

    public RigMap? Map(string name, string example)
    {
        if (Node is YamlMappingNode mapping)
            return new RigMap(Errors, mapping, name);
        Expect($"keys with values, as {example}");
        return null;
    }

    public IEnumerable<RigValue> Items(string example)
    {
        if (Node is YamlSequenceNode sequence)
            return sequence.Select(item => new RigValue(Errors, item, Name));
        Expect($"a list, as {example}");
        return [];
    }
}
