using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Wast;

/// <summary>Which instance each command is about, and until when each is needed: so instances can share slots.</summary>
internal sealed class InstanceLife
{
    /// <summary>Of a command that is about no instance.</summary>
    public const int None = -1;

    private readonly int[] _instanceOf;
    private readonly int[] _lastUseOf;
    private readonly List<int>[] _exportersOf;
    private readonly List<int>[] _endingAt;

    /// <summary>Follows the names through a file. An instance is known by the number of the command that makes it.</summary>
    public InstanceLife(IReadOnlyList<WastCommand> commands)
    {
        _instanceOf = new int[commands.Count];
        _lastUseOf = new int[commands.Count];
        _exportersOf = new List<int>[commands.Count];
        Dictionary<string, int> registered = [];
        Dictionary<string, int> named = [];
        int last = None;
        for (int i = 0; i < commands.Count; i++)
        {
            WastCommand command = commands[i];
            if (command.Type == "module")
            {
                last = i;
                if (command.Module != null) named[command.Module] = i;
            }

            bool isAbout = command.Type is "module" or "register" || command.Field != null;
            int instance = !isAbout ? None : command.Module == null ? last : named.GetValueOrDefault(command.Module, None);
            _instanceOf[i] = instance;
            _lastUseOf[i] = None;
            _exportersOf[i] = [.. ImportNames.Of(command.Wasm.Span).Where(registered.ContainsKey).Select(name => registered[name])];
            if (instance != None) _lastUseOf[instance] = i;
            foreach (int exporter in _exportersOf[i]) _lastUseOf[exporter] = i;
            if (command.RegisteredName != null && instance != None) registered[command.RegisteredName] = instance;
        }

        KeepExporters();
        _endingAt = EndingAt();
    }

    /// <summary>The instance that a command is about; <see cref="None"/> also when it names one that nothing makes.</summary>
    public int InstanceOf(int command) => _instanceOf[command];

    /// <summary>The instances that a command's module imports from.</summary>
    public IReadOnlyList<int> ExportersOf(int command) => _exportersOf[command];

    /// <summary>The instances that nobody needs behind a command.</summary>
    public IReadOnlyList<int> EndingAt(int command) => _endingAt[command];

    // An instance is made before those that import from it.
    private void KeepExporters()
    {
        for (int i = _exportersOf.Length - 1; i >= 0; i--)
        {
            foreach (int exporter in _exportersOf[i]) _lastUseOf[exporter] = Math.Max(_lastUseOf[exporter], _lastUseOf[i]);
        }
    }

    private List<int>[] EndingAt()
    {
        List<int>[] ending = [.. _lastUseOf.Select(_ => new List<int>())];
        for (int instance = 0; instance < _lastUseOf.Length; instance++)
        {
            if (_lastUseOf[instance] != None) ending[_lastUseOf[instance]].Add(instance);
        }

        return ending;
    }
}
