namespace Nf.Rig;

/// <summary>What a step came to.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">Why it did not pass.</param>
/// <param name="Expected">What was expected, if it failed by that.</param>
/// <param name="Seen">What was seen instead.</param>
internal sealed record StepOutcome(RigVerdict Verdict, string Reason = "", string? Expected = null, string? Seen = null)
{
    public static StepOutcome Passed { get; } = new(RigVerdict.Passed);

    public static StepOutcome Skipped(string reason) => new(RigVerdict.Skipped, reason);

    public static StepOutcome Failed(string reason) => new(RigVerdict.Failed, reason);

    public static StepOutcome Unexpected(string expected, string seen) =>
        new(RigVerdict.Failed, $"expected {expected}; seen {seen}", expected, seen);
}
