using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>`repeat`: steps that are done several times.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Times">How often.</param>
/// <param name="Steps">The steps.</param>
public sealed record RepeatStep(RigMark Mark, int Times, IReadOnlyList<RigStep> Steps) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"repeat {Times} times: {string.Join("; ", Steps.Select(step => step.Text))}";
}
