using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Daemon.Tests;

/// <summary>
/// A strict reader of OpenMetrics 1.0 text, as far as nf writes it: whatever the specification forbids fails the test. Families come one
/// after the other, each with its type first; samples bear the suffix of their type; nothing comes twice; the end is marked.
/// </summary>
internal sealed partial class OpenMetricsPage
{
    private static readonly string[] s_types = ["gauge", "counter", "stateset", "info"];

    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, double> _samples = [];
    private string _family = "";
    private string _unit = "";
    private string _help = "";

    public OpenMetricsPage(string text)
    {
        Assert.IsTrue(text.EndsWith("\n# EOF\n", StringComparison.Ordinal), "the page ends with its mark");
        string[] lines = text[..^1].Split('\n');
        foreach (string line in lines[..^1])
            Read(line);
    }

    /// <summary>Families by name, with their types.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The value of a sample, by its name and labels as they are written.</summary>
    public double this[string sample] => _samples.TryGetValue(sample, out double value)
        ? value
        : throw new AssertFailedException($"no sample {sample} among\n{string.Join('\n', _samples.Keys)}");

    /// <summary>Samples whose name and labels begin like this.</summary>
    public IEnumerable<KeyValuePair<string, double>> Where(string prefix) =>
        _samples.Where(sample => sample.Key.StartsWith(prefix, StringComparison.Ordinal));

    private void Read(string line)
    {
        Assert.IsFalse(line.Length == 0 || line.Contains('\r', StringComparison.Ordinal), $"no line is empty: '{line}'");
        if (line[0] == '#')
            ReadMetadata(line);
        else
            ReadSample(line);
    }

    private void ReadMetadata(string line)
    {
        Match match = Metadata().Match(line);
        Assert.IsTrue(match.Success, $"a comment is TYPE, UNIT or HELP: {line}");
        (string keyword, string name, string content) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        if (keyword == "TYPE")
        {
            Assert.IsTrue(_types.TryAdd(name, content), $"family {name} comes once");
            CollectionAssert.Contains(s_types, content);
            Assert.IsFalse(name.EndsWith("_total", StringComparison.Ordinal) || name.EndsWith("_info", StringComparison.Ordinal),
                $"{name}: the suffix belongs to the sample");
            (_family, _unit, _help) = (name, "", "");
            return;
        }

        Assert.AreEqual(_family, name, "what is said of a family stands at its type");
        ref string said = ref keyword == "UNIT" ? ref _unit : ref _help;
        Assert.AreEqual("", said, $"{keyword} of {name} comes once");
        said = content;
        if (keyword == "UNIT")
            Assert.IsTrue(name.EndsWith("_" + content, StringComparison.Ordinal), $"{name} ends with its unit {content}");
    }

    private void ReadSample(string line)
    {
        Match match = Sample().Match(line);
        Assert.IsTrue(match.Success, $"a sample is a name, labels and a number: {line}");
        string name = match.Groups[1].Value, labels = match.Groups[2].Value;
        string suffix = _types[_family] switch { "counter" => "_total", "info" => "_info", _ => "" };
        Assert.AreEqual(_family + suffix, name, "a sample stands in its family");
        string[] names = [.. Label().Matches(labels).Select(label => label.Groups[1].Value)];
        CollectionAssert.AllItemsAreUnique(names);
        Assert.AreEqual(_types[_family] == "stateset", names.Contains(_family), "a state set has its name as a label");
        double value = double.Parse(match.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.IsTrue(double.IsFinite(value) && value >= 0, line);
        if (_types[_family] is "stateset" or "info")
            Assert.IsTrue(value is 0 or 1, line);
        Assert.IsTrue(_samples.TryAdd(name + labels, value), $"{name}{labels} comes once");
    }

    [GeneratedRegex(@"^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\]+)$")]
    private static partial Regex Metadata();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,(?!\})|(?=\})))+\})?) ([0-9]+(?:\.[0-9]+)?)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("(?<=[{,])([a-zA-Z_][a-zA-Z0-9_]*)=\"")]
    private static partial Regex Label();
}
