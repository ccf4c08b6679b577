using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`load`: a package into a place.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Package">The package.</param>
/// <param name="Refused">The name of the status with which the target has to refuse it; null: it has to take it.</param>
public sealed record LoadStep(RigMark Mark, RigPackage Package, string? Refused) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"load {Package.Text}{(Refused == null ? "" : $", refused as {Refused}")}";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.LoadPackage)];
}
