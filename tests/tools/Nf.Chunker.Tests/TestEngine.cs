namespace Nf.Chunker.Tests;

/// <summary>What runs the parser in a test.</summary>
public enum TestEngine
{
    /// <summary>wasm3.</summary>
    Interpreter,

    /// <summary>Compiled ahead of time, with guard pages.</summary>
    Guard,

    /// <summary>Compiled ahead of time, with checks.</summary>
    Explicit,
}
