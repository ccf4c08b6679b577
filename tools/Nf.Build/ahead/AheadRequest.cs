using System;

namespace Nf.Build;

/// <summary>What shall be compiled ahead of time.</summary>
public sealed record AheadRequest
{
    /// <summary>The package.</summary>
    public required ReadOnlyMemory<byte> Package { get; init; }

    /// <summary>Its name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The board or Linux target, a folder below <c>boards/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>How accesses are checked.</summary>
    public required AheadChecks Checks { get; init; }

    /// <summary>True for a shared object that a running program loads, false for an object that an image links.</summary>
    public required bool Shared { get; init; }

    /// <summary>The compiler's optimisation, as <c>-O2</c>; null for what suits the target.</summary>
    public string? Optimisation { get; init; }

    /// <summary>Told what is being done.</summary>
    public Action<string>? Progress { get; init; }
}
