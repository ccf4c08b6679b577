namespace Nf.Rig;

/// <summary>`expect: {reset: CAUSE}`: why the target started last.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Cause">The cause: "power on", "pin", "watchdog", "software", "brown-out" or "fault".</param>
public sealed record ExpectResetStep(RigMark Mark, string Cause) : ExpectStep(Mark, 0)
{
    /// <inheritdoc/>
    public override string Expected => $"last reset by {Cause}";
}
