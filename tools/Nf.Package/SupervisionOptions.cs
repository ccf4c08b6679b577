using System;
using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>
/// What the supervision block of a manifest shall say. When all is null there is none; what is null otherwise is that of
/// <see cref="Supervision.Default"/>.
/// </summary>
public sealed record SupervisionOptions
{
    /// <summary>Nothing: no block.</summary>
    public static SupervisionOptions None { get; } = new();

    /// <summary>Microseconds between two ticks, 0 to 2^32 - 1; 0: events only.</summary>
    public ulong? Period { get; init; }

    /// <summary>Microseconds that a call may take, at most the period, or the gap when the period is 0; 0: as long as that.</summary>
    public ulong? Deadline { get; init; }

    /// <summary>The least microseconds between two event calls, 0 to 2^32 - 1; 0: as the period.</summary>
    public ulong? Gap { get; init; }

    /// <summary>Linear memory that is needed where a board has less than the pages, 0 to those; 0: whole pages.</summary>
    public uint? MemoryBytes { get; init; }

    /// <summary>Good runs after which a new package counts as healthy, 1 to 65,535.</summary>
    public ushort? TrialRuns { get; init; }

    /// <summary>What happens after a fault.</summary>
    public FaultPolicy? Policy { get; init; }

    /// <summary>Restarts in a row, 0 to 255.</summary>
    public byte? RestartsMax { get; init; }

    /// <summary>Microseconds of the first pause before a restart: whole milliseconds, at most 65,535 of them.</summary>
    public ulong? Backoff { get; init; }

    /// <summary>Microseconds of the longest pause before a restart: whole milliseconds, at least the first pause.</summary>
    public ulong? BackoffMax { get; init; }

    /// <summary>Up to 8 outputs of the safe state, each granted by a capability.</summary>
    public IReadOnlyList<SafeOutput>? SafeOutputs { get; init; }

    /// <summary>These options, and where they say nothing, those of another.</summary>
    public SupervisionOptions Or(SupervisionOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SupervisionOptions
        {
            Period = Period ?? other.Period,
            Deadline = Deadline ?? other.Deadline,
            Gap = Gap ?? other.Gap,
            MemoryBytes = MemoryBytes ?? other.MemoryBytes,
            TrialRuns = TrialRuns ?? other.TrialRuns,
            Policy = Policy ?? other.Policy,
            RestartsMax = RestartsMax ?? other.RestartsMax,
            Backoff = Backoff ?? other.Backoff,
            BackoffMax = BackoffMax ?? other.BackoffMax,
            SafeOutputs = SafeOutputs ?? other.SafeOutputs,
        };
    }
}
