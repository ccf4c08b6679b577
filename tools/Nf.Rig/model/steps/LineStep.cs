using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`line`: from now on the control line loses and changes bytes.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Loss">The part of them that is lost, 0 to 1.</param>
/// <param name="Corruption">The part of them in which a bit is changed, 0 to 1.</param>
/// <param name="Seed">Which ones; null: the run's seed says.</param>
public sealed record LineStep(RigMark Mark, double Loss, double Corruption, ulong? Seed) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => Loss == 0 && Corruption == 0
        ? "line without faults"
        : $"line that loses {RigText.Number(Loss * 100)} % and changes {RigText.Number(Corruption * 100)} % of the bytes";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.DisturbLine)];
}
