using System;
using System.Collections.Generic;
using Nf.Build;

namespace Nf.Fuzz;

/// <summary>What a campaign does.</summary>
public sealed record FuzzOptions
{
    /// <summary>The seed: the same seed and corpus give the same inputs.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many iterations.</summary>
    public required long Iterations { get; init; }

    /// <summary>The number of the first one.</summary>
    public long First { get; init; }

    /// <summary>Folders with modules.</summary>
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>Where results go; what it held is lost.</summary>
    public required string Folder { get; init; }

    /// <summary>One in so many iterations is shown to the other validators and run in the other worlds; 0 for none.</summary>
    public int SampleEvery { get; init; } = 20;

    /// <summary>Targets whose images run the sampled cases.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>A file to test instead of made inputs; null for none.</summary>
    public string? Replay { get; init; }

    /// <summary>Damages maps and sets in a guest's memory, instead of making modules.</summary>
    public bool Collections { get; init; }

    /// <summary>Compares interpreter and code compiled ahead of time, module by module.</summary>
    public bool Engines { get; init; }

    /// <summary>With engines: how compiled code checks accesses; null for both kinds, by turns.</summary>
    public AheadChecks? Checks { get; init; }

    /// <summary>With engines: gcc's optimisation, as <c>-O2</c>; null for the compiler that is done soonest.</summary>
    public string? Optimisation { get; init; }

    /// <summary>An iteration that takes longer hangs: fuel ends it within milliseconds.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Told a line about once a second.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>A fault made on purpose, for tests: see the worker's request.</summary>
    internal string Plant { get; init; } = "";
}
