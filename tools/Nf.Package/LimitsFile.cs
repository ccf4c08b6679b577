using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.Runtime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Package;

/// <summary>
/// nf.yaml, which stands beside a guest and says what its manifest shall say. Its keys are named like the options of `nf pack`; one more,
/// <c>engine</c>, says what shall run the guest.
/// </summary>
public static class LimitsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "nf.yaml";

    private static readonly string[] s_keys =
    [
        "name", "guest-version", "fuel", "depth", "memory-pages", "table-elements", "stack-bytes", "host-slots", "capability", "engine",
        "period", "deadline", "gap", "memory-bytes", "trial-runs", "policy", "restarts-max", "backoff", "backoff-max", "safe-output",
    ];

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">For messages only.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="NfException">ManifestInvalid, with file and line.</exception>
    public static PackageOptions Parse(string path, string text)
    {
        Dictionary<string, YamlNode> keys = Keys(path, text);
        return new PackageOptions
        {
            Name = Get(keys, "name", node => Text(path, node)),
            Version = GetValue(keys, "guest-version", node => Version(path, node)),
            Fuel = GetValue(keys, "fuel", node => Number(path, node, ulong.MaxValue)),
            Depth = GetValue(keys, "depth", node => (uint)Number(path, node, uint.MaxValue)),
            MemoryPages = GetValue(keys, "memory-pages", node => (uint)Number(path, node, uint.MaxValue)),
            TableElements = GetValue(keys, "table-elements", node => (uint)Number(path, node, uint.MaxValue)),
            StackBytes = GetValue(keys, "stack-bytes", node => (uint)Number(path, node, uint.MaxValue)),
            HostSlots = GetValue(keys, "host-slots", node => (uint)Number(path, node, uint.MaxValue)),
            Capabilities = Get(keys, "capability", node => Texts(path, node)),
            Engine = GetValue(keys, "engine", node => Engine(path, node)),
            Supervision = Supervision(path, keys),
        };
    }

    private static SupervisionOptions Supervision(string path, Dictionary<string, YamlNode> keys) => new()
    {
        Period = GetValue(keys, "period", node => Duration(path, node)),
        Deadline = GetValue(keys, "deadline", node => Duration(path, node)),
        Gap = GetValue(keys, "gap", node => Duration(path, node)),
        MemoryBytes = GetValue(keys, "memory-bytes", node => (uint)Number(path, node, uint.MaxValue)),
        TrialRuns = GetValue(keys, "trial-runs", node => (ushort)Number(path, node, ushort.MaxValue)),
        Policy = GetValue(keys, "policy", node => Policy(path, node)),
        RestartsMax = GetValue(keys, "restarts-max", node => (byte)Number(path, node, byte.MaxValue)),
        Backoff = GetValue(keys, "backoff", node => Duration(path, node)),
        BackoffMax = GetValue(keys, "backoff-max", node => Duration(path, node)),
        SafeOutputs = Get(keys, "safe-output", node => SafeOutputs(path, node)),
    };

    private static Dictionary<string, YamlNode> Keys(string path, string text)
    {
        YamlStream yaml = [];
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw Error(path, error.Start, $"not YAML: {error.Message.Split('\n')[0]}");
        }
        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            throw Error(path, new Mark(0, 1, 1), $"expected keys of {string.Join(", ", s_keys)}.");
        Dictionary<string, YamlNode> keys = new(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in root)
        {
            string name = Text(path, key);
            if (!s_keys.Contains(name))
                throw Error(path, key.Start, $"unknown key '{name}'; known are {string.Join(", ", s_keys)}.");
            keys.Add(name, value);
        }
        return keys;
    }

    private static T? Get<T>(Dictionary<string, YamlNode> keys, string key, Func<YamlNode, T> read)
        where T : class => keys.TryGetValue(key, out YamlNode? node) ? read(node) : null;

    private static T? GetValue<T>(Dictionary<string, YamlNode> keys, string key, Func<YamlNode, T> read)
        where T : struct => keys.TryGetValue(key, out YamlNode? node) ? read(node) : null;

    private static string Text(string path, YamlNode node) =>
        (node as YamlScalarNode)?.Value ?? throw Error(path, node.Start, "expected a single value.");

    private static string[] Texts(string path, YamlNode node) => node is YamlSequenceNode list
        ? [.. list.Select(item => Text(path, item))]
        : throw Error(path, node.Start, "expected a list, as [a, b].");

    private static ulong Number(string path, YamlNode node, ulong most)
    {
        string text = Text(path, node);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value <= most
            ? value
            : throw Error(path, node.Start, $"'{text}' must be a whole number of at most {most}.");
    }

    private static GuestEngine Engine(string path, YamlNode node) => EngineName.TryParse(Text(path, node), out GuestEngine engine)
        ? engine
        : throw Error(path, node.Start, $"'{Text(path, node)}' must be {EngineName.All}.");

    private static ulong Duration(string path, YamlNode node) => DurationText.TryParse(Text(path, node), out ulong microseconds)
        ? microseconds
        : throw Error(path, node.Start, $"'{Text(path, node)}' must be {DurationText.Form}.");

    private static FaultPolicy Policy(string path, YamlNode node) => FaultPolicyName.TryParse(Text(path, node), out FaultPolicy policy)
        ? policy
        : throw Error(path, node.Start, $"'{Text(path, node)}' must be {FaultPolicyName.All}.");

    private static SafeOutput[] SafeOutputs(string path, YamlNode node) =>
    [
        .. Texts(path, node).Select(text => SafeOutput.TryParse(text, out SafeOutput output)
            ? output
            : throw Error(path, node.Start, $"'{text}' must be {SafeOutput.Form}.")),
    ];

    private static GuestVersion Version(string path, YamlNode node) => GuestVersion.TryParse(Text(path, node), out GuestVersion version)
        ? version
        : throw Error(path, node.Start, $"'{Text(path, node)}' must be three numbers of at most 65535, as 1.2.3.");

    private static NfException Error(string path, Mark at, string message) => new(Status.ManifestInvalid, $"{path}:{at.Line}: {message}");
}
