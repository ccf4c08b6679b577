using System.Collections.Generic;
using System.Linq;

namespace Nf.Wast;

/// <summary>
/// The instances of which nobody knows any more what they should do: those that were not made, and those whose functions a command that
/// showed nothing would have called.
/// </summary>
internal sealed class UnknownInstances
{
    private readonly InstanceLife _life;
    private readonly Dictionary<int, string> _features = [];

    /// <summary>Begins with none.</summary>
    /// <param name="life">Which instances the commands are about.</param>
    public UnknownInstances(InstanceLife life) => _life = life;

    /// <summary>Notes a command that showed nothing.</summary>
    /// <param name="command">Its number in the file.</param>
    /// <param name="feature">What stood in the way.</param>
    public void Add(int command, string feature)
    {
        int instance = _life.InstanceOf(command);
        if (instance == command) _features.TryAdd(instance, feature);
        IEnumerable<int> about = instance == InstanceLife.None ? [command] : [command, instance];
        string ofExporters = FeatureName.IsLimit(feature) ? feature : FeatureName.ImportsBetweenModules;
        foreach (int exporter in about.SelectMany(_life.ExportersOf)) _features.TryAdd(exporter, ofExporters);
    }

    /// <summary>What stands between a command and what it would show; null for one whose instance is known.</summary>
    /// <param name="command">Its number in the file.</param>
    public string? FeatureOf(int command)
    {
        int instance = _life.InstanceOf(command);
        return instance == InstanceLife.None || instance == command ? null : FeatureOfInstance(instance);
    }

    private string? FeatureOfInstance(int instance) => _features.TryGetValue(instance, out string? feature)
        ? feature
        : _life.ExportersOf(instance).Select(FeatureOfInstance).FirstOrDefault(exporter => exporter != null);
}
