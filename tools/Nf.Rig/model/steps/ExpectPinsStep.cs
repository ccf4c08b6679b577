using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>`expect: {heater: 1}`: levels of pins.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="WithinNanoseconds">The time that it may take.</param>
/// <param name="Levels">The pins, and their levels.</param>
/// <param name="ForNanoseconds">How long they have to stay so from then on; 0: one look is enough.</param>
public sealed record ExpectPinsStep(RigMark Mark, ulong WithinNanoseconds, IReadOnlyList<RigSetting> Levels, ulong ForNanoseconds)
    : ExpectStep(Mark, WithinNanoseconds)
{
    /// <inheritdoc/>
    public override string Expected => string.Join(", ", Levels.Select(level => $"{level.Wire.Name} is {level.Value}"))
        + (ForNanoseconds == 0 ? "" : $" for {RigText.Duration(ForNanoseconds)}");

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => Levels.Select(level => new RigNeed(RigAbility.ReadPin, level.Wire));
}
