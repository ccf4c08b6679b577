namespace Nf.Rig;

/// <summary>`wait`: time passes.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Nanoseconds">How much.</param>
public sealed record WaitStep(RigMark Mark, ulong Nanoseconds) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"wait {RigText.Duration(Nanoseconds)}";
}
