namespace Nf.Runtime;

/// <summary>What runs a guest; on command lines and in files <c>interpreter</c> and <c>aot</c>.</summary>
public enum GuestEngine : byte
{
    /// <summary>wasm3: any package that was lowered for it, from the moment it is there.</summary>
    Interpreter = 0,

    /// <summary>Compiled ahead of time: a package that is known when the image or the shared object is made.</summary>
    Aot = 1,
}
