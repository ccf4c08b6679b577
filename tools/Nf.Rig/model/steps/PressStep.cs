using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`press`: an input gets a level for a time, then the other one.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Button">The pin.</param>
/// <param name="Level">The level while it is pressed, 0 or 1.</param>
/// <param name="ForNanoseconds">How long.</param>
public sealed record PressStep(RigMark Mark, RigWire Button, int Level, ulong ForNanoseconds) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"press {Button.Name} ({Level}) for {RigText.Duration(ForNanoseconds)}";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.DrivePin, Button)];
}
