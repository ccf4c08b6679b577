using System;
using System.Collections.Generic;

namespace Nf.Wast;

/// <summary>One command of a test file.</summary>
public sealed record WastCommand
{
    /// <summary>What it does, by the specification's word: module, register, action, assert_return, ….</summary>
    public required string Type { get; init; }

    /// <summary>Line in the .wast file.</summary>
    public required int Line { get; init; }

    /// <summary>The module that it is about, by its $name; null for the last one. For a module its own name.</summary>
    public string? Module { get; init; }

    /// <summary>Of register: the name that others may import from.</summary>
    public string? RegisteredName { get; init; }

    /// <summary>Of an action: the export; null for commands without one.</summary>
    public string? Field { get; init; }

    /// <summary>Whether the action calls a function; else it reads a global.</summary>
    public bool IsInvoke { get; init; }

    /// <summary>Arguments of the call.</summary>
    public IReadOnlyList<WastValue> Arguments { get; init; } = [];

    /// <summary>The results that are expected.</summary>
    public IReadOnlyList<WastValue> Expected { get; init; } = [];

    /// <summary>The specification's words for the trap or the refusal that is expected.</summary>
    public string Text { get; init; } = "";

    /// <summary>The module's bytes; empty for commands without one.</summary>
    public ReadOnlyMemory<byte> Wasm { get; init; }

    /// <summary>Whether the module is in the text format: then it has no bytes.</summary>
    public bool IsText { get; init; }
}
