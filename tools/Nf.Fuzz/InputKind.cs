namespace Nf.Fuzz;

/// <summary>How the bytes of an iteration were made.</summary>
public enum InputKind
{
    /// <summary>By the generator: valid by construction.</summary>
    Generated,

    /// <summary>By changing the structure or the instructions of a module.</summary>
    Mutated,

    /// <summary>By changing bytes of a module.</summary>
    Bytes,

    /// <summary>By changing a package: an attack on what a board verifies.</summary>
    Package,
}
