namespace Nf.Chunker;

/// <summary>What a node means to the search for declarations.</summary>
internal enum NodeRole
{
    /// <summary>No declaration stands in it that anybody could ask for.</summary>
    Other,

    /// <summary>Declarations stand in it.</summary>
    Wrapper,

    /// <summary>A statement around one declaration that belongs to it: an export, or "declare".</summary>
    Outer,

    /// <summary>The body of a function, or of a namespace.</summary>
    Block,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A decorator, which stands between a declaration and its comment.</summary>
    Decorator,

    /// <summary>A function with its body or without.</summary>
    Function,

    /// <summary>A function that is a value.</summary>
    FunctionValue,

    /// <summary>A class.</summary>
    Class,

    /// <summary>A class that is a value.</summary>
    ClassValue,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>A name for a type.</summary>
    Type,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A member of a class or an interface that is a function.</summary>
    Method,

    /// <summary>A member of a class that may hold a function.</summary>
    Property,

    /// <summary>The statement that declares variables.</summary>
    Variables,

    /// <summary>A variable in it.</summary>
    Variable,

    /// <summary>A namespace or a module.</summary>
    Namespace,
}
