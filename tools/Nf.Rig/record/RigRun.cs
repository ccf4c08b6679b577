using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>Everything that is known of one run of a rig file: what reports are made of, and what a replay is compared with.</summary>
/// <remarks>Seconds are the rig's: 0 is the moment before the first step. Where the target's time is stepped, they are exact.</remarks>
public sealed record RigRun
{
    /// <summary>The rig's name, as its file says.</summary>
    public required string Name { get; init; }

    /// <summary>The rig's file, relative to the source tree where it lies in it.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file's bytes in hexadecimal digits: a replay refuses another text.</summary>
    public required string FileDigest { get; init; }

    /// <summary>The target, as on the command line.</summary>
    public required string Target { get; init; }

    /// <summary>The board that the target says it is; empty when it never answered.</summary>
    public string Board { get; init; } = "";

    /// <summary>The version of the target's firmware; empty when it never answered.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>What all random choices of the run follow from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether the run went on behind steps that failed.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>When the run began, by the clock of this machine.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it took on this machine's clock, in seconds.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Whether the target's time passed only in steps, so that a replay does exactly the same.</summary>
    public bool IsStepped { get; init; }

    /// <summary>What became of each step, in the order in which they were done.</summary>
    public IReadOnlyList<StepResult> Steps { get; init; } = [];

    /// <summary>Values over time.</summary>
    public IReadOnlyList<RigSeries> Series { get; init; } = [];

    /// <summary>Pictures of the target's display.</summary>
    public IReadOnlyList<RigPicture> Pictures { get; init; } = [];

    /// <summary>What was measured.</summary>
    public IReadOnlyList<RigMeasurement> Measurements { get; init; } = [];

    /// <summary>What the target's guests and its host wrote.</summary>
    public IReadOnlyList<RigLogLine> Log { get; init; } = [];

    /// <summary>What the guests decided, as digests; one for each place that has a guest in the end.</summary>
    public IReadOnlyList<RigDecisions> Decisions { get; init; } = [];

    /// <summary>The command that does exactly this again.</summary>
    public string Replay { get; init; } = "";

    /// <summary>Failed when a step failed; skipped when none was passed; else passed.</summary>
    public RigVerdict Verdict =>
        Steps.Any(step => step.Verdict == RigVerdict.Failed) ? RigVerdict.Failed
        : Steps.Any(step => step.Verdict == RigVerdict.Passed) ? RigVerdict.Passed
        : RigVerdict.Skipped;

    /// <summary>How long it took in the rig's time, in seconds.</summary>
    public double Seconds => Steps.Count == 0 ? 0 : Steps[^1].ToSeconds;
}
