namespace Nf.Rig;

/// <summary>What is wrong in a rig file.</summary>
/// <param name="Mark">Where.</param>
/// <param name="Message">What was found, and what was expected.</param>
public sealed record RigError(RigMark Mark, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Mark}: {Message}";
}
