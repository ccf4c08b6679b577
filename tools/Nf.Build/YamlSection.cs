using System;
using System.Collections.Generic;
using System.Globalization;
using Nf.Errors;
using YamlDotNet.RepresentationModel;

namespace Nf.Build;

/// <summary>One mapping of a YAML file, read strictly: what is missing, unknown, twice or of the wrong kind is an error with file and line.</summary>
internal sealed class YamlSection
{
    private readonly string _file;
    private readonly string _name;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public YamlSection(string file, string name, YamlMappingNode node)
    {
        _file = file;
        _name = name;
        _node = node;
    }

    public string Text(string key) => Get(key) is YamlScalarNode { Value: { Length: > 0 } value }
        ? value
        : throw Error(Get(key), $"'{key}' must be a text");

    /// <summary>Whether an optional key is there.</summary>
    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    public string OneOf(string key, params string[] allowed)
    {
        string value = Text(key);
        return Array.IndexOf(allowed, value) >= 0
            ? value
            : throw Error(Get(key), $"'{key}' is '{value}', but must be one of: {string.Join(", ", allowed)}");
    }

    public long Number(string key, long min, long max)
    {
        string text = Text(key);
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHex
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long value)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (!isNumber)
            throw Error(Get(key), $"'{key}' is '{text}', but must be a number");
        return value >= min && value <= max
            ? value
            : throw Error(Get(key), $"'{key}' is {text}, but must be {min} to {max}");
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Get(key) is not YamlSequenceNode sequence)
            throw Error(Get(key), $"'{key}' must be a list");
        List<string> values = [];
        foreach (YamlNode item in sequence.Children)
            values.Add(item is YamlScalarNode { Value: { } value } ? value : throw Error(item, $"'{key}' must be a list of texts"));
        return values;
    }

    public YamlSection Section(string key) => Get(key) is YamlMappingNode mapping
        ? new YamlSection(_file, key, mapping)
        : throw Error(Get(key), $"'{key}' must have keys of its own");

    /// <summary>Refuses keys that nothing asked for.</summary>
    public void End()
    {
        foreach (YamlNode key in _node.Children.Keys)
        {
            string name = ((YamlScalarNode)key).Value ?? "";
            if (!_read.Contains(name))
                throw Error(key, $"unknown key '{name}'{Within}");
        }
    }

    public NfException ErrorAt(string key, string message) => Error(Get(key), message);

    private string Within => _name.Length == 0 ? "" : $" in '{_name}'";

    private YamlNode Get(string key)
    {
        _read.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value)
            ? value
            : throw Error(_node, $"missing key '{key}'{Within}");
    }

    private NfException Error(YamlNode node, string message)
        => new(Status.BoardInvalid, $"{Repository.Relative(_file)}:{node.Start.Line}: {message}");
}
