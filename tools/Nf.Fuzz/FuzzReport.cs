using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>What a campaign came to.</summary>
public sealed record FuzzReport
{
    /// <summary>Iterations that have begun.</summary>
    public required long Iterations { get; init; }

    /// <summary>Seconds that the iterations took, without the sampled comparisons.</summary>
    public required double Seconds { get; init; }

    /// <summary>Inputs and valid ones, by kind.</summary>
    public required IReadOnlyDictionary<string, (long Inputs, long Valid)> Kinds { get; init; }

    /// <summary>Packages that were made.</summary>
    public required long Packed { get; init; }

    /// <summary>Packages that became an instance.</summary>
    public required long Loaded { get; init; }

    /// <summary>Mutated packages among those.</summary>
    public required long ForgedLoaded { get; init; }

    /// <summary>Calls and start functions by how they ended.</summary>
    public required IReadOnlyDictionary<string, long> Ended { get; init; }

    /// <summary>Packages of our own that did not become an instance, by why.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>How often each kind of finding came, repetitions included.</summary>
    public required long FindingCount { get; init; }

    /// <summary>A line for each finding that was kept.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>What each other validator and world was asked and how it answered: agreed, explained by name, or not.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }
}
