using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`reboot`: the target is restarted.</summary>
/// <param name="Mark">Where it stands.</param>
public sealed record RebootStep(RigMark Mark) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => "reboot";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.Reboot)];
}
