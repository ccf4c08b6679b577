using System;
using System.Collections.Generic;

namespace Nf.Build;

/// <summary>Many packages that shall be compiled ahead of time at once, for tests.</summary>
public sealed record AheadBatchRequest
{
    /// <summary>The packages; the same one may be there twice.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Packages { get; init; }

    /// <summary>The Linux target whose compiler makes them.</summary>
    public required string Target { get; init; }

    /// <summary>How accesses are checked.</summary>
    public required AheadChecks Checks { get; init; }

    /// <summary>gcc's optimisation, as <c>-O2</c>; null for the compiler that is done soonest.</summary>
    public string? Optimisation { get; init; }

    /// <summary>Where all files go; what it held is lost.</summary>
    public required string Folder { get; init; }
}
