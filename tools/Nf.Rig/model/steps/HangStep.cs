using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`hang`: the target's processor hangs, and the watchdog has to restart it.</summary>
/// <param name="Mark">Where it stands.</param>
public sealed record HangStep(RigMark Mark) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => "hang until the watchdog restarts the target";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.Hang)];
}
