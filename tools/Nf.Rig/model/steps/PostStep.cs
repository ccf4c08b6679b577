namespace Nf.Rig;

/// <summary>`post`: a message for a guest.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Guest">The guest's name, or its place.</param>
/// <param name="Content">The message.</param>
public sealed record PostStep(RigMark Mark, string Guest, string Content) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"post \"{Content}\" to {Guest}";
}
