namespace Nf.Chunker;

/// <summary>What a chunk is.</summary>
public enum ChunkKind
{
    /// <summary>A function, be it declared or the value of a variable.</summary>
    Function,

    /// <summary>A class.</summary>
    Class,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>A name for a type.</summary>
    Type,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A function in a class or an interface.</summary>
    Method,

    /// <summary>An exported constant.</summary>
    Constant,

    /// <summary>An exported variable.</summary>
    Variable,

    /// <summary>A namespace or module.</summary>
    Namespace,

    /// <summary>A window of a file that was not parsed.</summary>
    Window,
}
