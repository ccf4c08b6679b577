using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig.Tests;

/// <summary>Reads the Test Anything Protocol, version 14 (testanything.org/tap-version-14-specification.html); strict.</summary>
internal sealed partial class TapReader
{
    private const string Indent = "    ";

    private readonly string[] _lines;
    private int _next;

    private TapReader(string text) => _lines = text.TrimEnd('\n').Split('\n');

    /// <summary>The test points of a document.</summary>
    /// <exception cref="FormatException">It breaks a rule.</exception>
    public static IReadOnlyList<TapPoint> Read(string text)
    {
        TapReader reader = new(text);
        if (reader._lines[reader._next++] != "TAP version 14")
            throw new FormatException("the version is missing");
        IReadOnlyList<TapPoint> points = reader.ReadPoints("");
        return reader._next == reader._lines.Length ? points : throw new FormatException($"unexpected: {reader._lines[reader._next]}");
    }

    private List<TapPoint> ReadPoints(string indent)
    {
        Match plan = Take(indent, Plan());
        List<TapPoint> points = [];
        for (int count = int.Parse(plan.Groups[1].Value); points.Count < count;)
        {
            IReadOnlyList<TapPoint> inner = [];
            if (_lines[_next].StartsWith($"{indent}# Subtest: ", StringComparison.Ordinal))
            {
                _next++;
                inner = ReadPoints(indent + Indent);
            }
            Match point = Take(indent, Point());
            if (int.Parse(point.Groups["number"].Value) != points.Count + 1)
                throw new FormatException($"not number {points.Count + 1}: {point.Value}");
            string? reason = point.Groups["reason"].Success ? Unescape(point.Groups["reason"].Value) : null;
            points.Add(new TapPoint(!point.Groups["not"].Success, Unescape(point.Groups["text"].Value), reason, inner, ReadDiagnostics(indent + "  ")));
        }
        return points;
    }

    private Dictionary<string, string> ReadDiagnostics(string indent)
    {
        Dictionary<string, string> diagnostics = [];
        if (_next == _lines.Length || _lines[_next] != $"{indent}---")
            return diagnostics;
        StringWriter yaml = new();
        for (_next++; _lines[_next] != $"{indent}..."; _next++)
            yaml.WriteLine(_lines[_next].StartsWith(indent, StringComparison.Ordinal) ? _lines[_next][indent.Length..] : throw new FormatException("indent"));
        _next++;
        YamlStream stream = [];
        stream.Load(new StringReader(yaml.ToString()));
        foreach ((YamlNode key, YamlNode value) in (YamlMappingNode)stream.Documents[0].RootNode)
            diagnostics.Add(((YamlScalarNode)key).Value!, ((YamlScalarNode)value).Value!);
        return diagnostics;
    }

    private Match Take(string indent, Regex form)
    {
        string line = _next < _lines.Length ? _lines[_next++] : throw new FormatException("ends too early");
        Match match = line.StartsWith(indent, StringComparison.Ordinal) ? form.Match(line[indent.Length..]) : Match.Empty;
        return match.Success ? match : throw new FormatException($"unexpected: {line}");
    }

    private static string Unescape(string text) => Escaped().Replace(text, "$1");

    [GeneratedRegex(@"^1\.\.([0-9]+)$")]
    private static partial Regex Plan();

    // A '#' that is not escaped, with a space before it, begins a directive.
    [GeneratedRegex(@"^(?<not>not )?ok (?<number>[0-9]+) - (?<text>(?:[^\\#]|\\[\\#])*?)(?: # SKIP (?<reason>.*))?$")]
    private static partial Regex Point();

    [GeneratedRegex(@"\\([\\#])")]
    private static partial Regex Escaped();
}
