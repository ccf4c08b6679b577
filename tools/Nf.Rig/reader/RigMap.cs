using System;
using System.Collections.Generic;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig;

/// <summary>Keys with values in a rig file, read strictly: a key that nothing asked for is an error.</summary>
internal sealed class RigMap
{
    private readonly RigErrors _errors;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public RigMap(RigErrors errors, YamlMappingNode node, string name)
    {
        _errors = errors;
        _node = node;
        Name = name;
    }

    /// <summary>What the map is, in words.</summary>
    public string Name { get; }

    public RigMark Mark => _errors.Mark(_node);

    public YamlNode Node => _node;

    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public bool Has(string key) => Find(key) != null;

    /// <summary>A value that may be left out.</summary>
    public RigValue? Optional(string key)
    {
        _known.Add(key);
        return Find(key) is { } node ? new RigValue(_errors, node, key) : null;
    }

    /// <summary>A value that has to be there; else it is an error, and null.</summary>
    public RigValue? Required(string key, string example)
    {
        RigValue? value = Optional(key);
        if (value == null)
            _errors.Add(_node, $"{Name} has no key '{key}', expected as {key}: {example}");
        return value;
    }

    /// <summary>All values, for a map whose keys are names.</summary>
    public IEnumerable<(YamlScalarNode Key, RigValue Value)> Entries()
    {
        foreach ((YamlNode key, YamlNode value) in _node.Children)
        {
            if (key is YamlScalarNode { Value: { Length: > 0 } name } scalar)
                yield return (scalar, new RigValue(_errors, value, name));
            else
                _errors.Add(key, $"{Name}: found a key that is no text, expected a name");
        }
    }

    /// <summary>Reports what nothing asked for.</summary>
    public void End()
    {
        foreach (YamlNode key in _node.Children.Keys)
        {
            string name = (key as YamlScalarNode)?.Value ?? "?";
            if (!_known.Contains(name))
                _errors.Add(key, $"{Name}: found the key '{name}', expected {(_known.Count == 0 ? "none" : string.Join(", ", _known))}");
        }
    }

    private YamlNode? Find(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;
}
