using System.Collections.Generic;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>What `nf run` was asked for.</summary>
internal sealed record RunRequest
{
    /// <summary>A .wasm file or an example folder.</summary>
    public required string Path { get; init; }

    /// <summary>The guest's arguments, or the files of a stream guest.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The board whose limits hold; null for a desktop's.</summary>
    public string? Board { get; init; }

    /// <summary>The Linux target whose image is built and run; null to run in this process.</summary>
    public string? Target { get; init; }

    /// <summary>A scenario other than the folder's own.</summary>
    public string? Scenario { get; init; }

    /// <summary>The number of ticks; null for the scenario's.</summary>
    public uint? Ticks { get; init; }

    /// <summary>Fuel of a call in units; null for what the target gives.</summary>
    public ulong? Fuel { get; init; }

    /// <summary>Calls that may nest; null for what the target gives.</summary>
    public uint? Depth { get; init; }

    /// <summary>What runs the guest; null for what the target says, or else the interpreter.</summary>
    public GuestEngine? Engine { get; init; }

    /// <summary>How a guest compiled ahead of time is kept inside its memory; null for the best that the machine has.</summary>
    public AheadChecks? Checks { get; init; }

    /// <summary>Whether the trace is printed.</summary>
    public bool Trace { get; init; }

    /// <summary>Where the linear memory goes when the guest has ended; null for nowhere.</summary>
    public string? Dump { get; init; }

    /// <summary>The export to call and its arguments; empty to run the guest.</summary>
    public IReadOnlyList<string> Invoke { get; init; } = [];
}
