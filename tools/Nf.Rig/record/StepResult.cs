namespace Nf.Rig;

/// <summary>What became of a step.</summary>
public sealed record StepResult
{
    /// <summary>Its number in the run, from 1; a step that is repeated has one each time.</summary>
    public required int Index { get; init; }

    /// <summary>The step in words.</summary>
    public required string Text { get; init; }

    /// <summary>The rig's file.</summary>
    public required string File { get; init; }

    /// <summary>The line in it, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What became of it.</summary>
    public required RigVerdict Verdict { get; init; }

    /// <summary>Why it failed or was skipped, in a sentence; empty for one that passed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What was expected, of a step that failed; else null.</summary>
    public string? Expected { get; init; }

    /// <summary>What was seen last instead, of a step that failed; else null.</summary>
    public string? Seen { get; init; }

    /// <summary>When it began, in seconds of the rig.</summary>
    public double FromSeconds { get; init; }

    /// <summary>When it ended.</summary>
    public double ToSeconds { get; init; }
}
