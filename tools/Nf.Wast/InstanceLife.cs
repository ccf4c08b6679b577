using System.Collections.Generic;

namespace Nf.Wast;

/// <summary>Which instance each command is about, and until when each is needed: so instances can share slots.</summary>
internal sealed class InstanceLife
{
    /// <summary>Of a command that is about no instance.</summary>
    public const int None = -1;

    private readonly int[] _instanceOf;
    private readonly int[] _lastUseOf;

    /// <summary>Follows the names through a file. An instance is known by the number of the command that makes it.</summary>
    public InstanceLife(IReadOnlyList<WastCommand> commands)
    {
        _instanceOf = new int[commands.Count];
        _lastUseOf = new int[commands.Count];
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
            if (instance != None) _lastUseOf[instance] = i;
        }
    }

    /// <summary>The instance that a command is about; <see cref="None"/> also when it names one that nothing makes.</summary>
    public int InstanceOf(int command) => _instanceOf[command];

    /// <summary>Whether this is the last command about an instance.</summary>
    public bool EndsAt(int instance, int command) => _lastUseOf[instance] == command;
}
