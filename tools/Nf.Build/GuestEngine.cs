namespace Nf.Build;

/// <summary>What runs a guest, by the words of command line, board.yaml and nf.yaml.</summary>
public enum GuestEngine
{
    /// <summary>wasm3: any package, from the moment it is there.</summary>
    Interpreter,

    /// <summary>Compiled ahead of time: a package that is known when the image or the shared object is made.</summary>
    Aot,
}
