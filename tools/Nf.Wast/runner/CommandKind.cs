namespace Nf.Wast;

/// <summary>What a record of a script asks for; see <see cref="ScriptReader"/> for how it is laid out.</summary>
public enum CommandKind : byte
{
    /// <summary>Not a command: what follows comes from another file, and every instance is dropped.</summary>
    File = 1,

    /// <summary>Instantiates a module, which must succeed.</summary>
    Module = 2,

    /// <summary>Gives an instance a name; the instance must be there.</summary>
    Register = 3,

    /// <summary>Calls an exported function.</summary>
    Invoke = 4,

    /// <summary>Reads an exported global.</summary>
    Get = 5,

    /// <summary>A module that must be refused as malformed.</summary>
    Malformed = 6,

    /// <summary>A module that must be refused as invalid.</summary>
    Invalid = 7,

    /// <summary>A valid module that must be refused because of its imports.</summary>
    Unlinkable = 8,

    /// <summary>A valid module whose instantiation must trap.</summary>
    Uninstantiable = 9,
}
