using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>`set`: what sensors measure, and inputs are.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Settings">What is set, one at least.</param>
public sealed record SetStep(RigMark Mark, IReadOnlyList<RigSetting> Settings) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"set {string.Join(", ", Settings.Select(setting => setting.Text))}";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => Settings.Select(setting => setting.Need);
}
