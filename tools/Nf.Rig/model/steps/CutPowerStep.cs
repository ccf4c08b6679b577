using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`cut-power`: the power fails and comes again, now or in the middle of an upload.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="During">The package that is on its way when it fails, at a moment that the seed chooses; null: it fails now.</param>
public sealed record CutPowerStep(RigMark Mark, RigPackage? During) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => During == null ? "cut the power" : $"cut the power while loading {During.Text}";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => During == null
        ? [new(RigAbility.CutPower)]
        : [new(RigAbility.CutPower), new(RigAbility.LoadPackage)];
}
