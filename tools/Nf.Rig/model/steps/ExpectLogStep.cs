namespace Nf.Rig;

/// <summary>`expect: {log: TEXT}`: a line that a guest writes, from the beginning of the step before on.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="WithinNanoseconds">The time that it may take.</param>
/// <param name="Content">What has to be in the line.</param>
/// <param name="Guest">The guest; null: any.</param>
public sealed record ExpectLogStep(RigMark Mark, ulong WithinNanoseconds, string Content, string? Guest) : ExpectStep(Mark, WithinNanoseconds)
{
    /// <inheritdoc/>
    public override string Expected => $"log \"{Content}\"{(Guest == null ? "" : $" of {Guest}")}";
}
