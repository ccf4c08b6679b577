using System.Collections.Generic;
using System.Globalization;

namespace Nf.Rig;

/// <summary>`corrupt`: bytes of the store's medium are changed while the power is off.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Bytes">How many.</param>
/// <param name="At">The offset of the first one; null: the seed chooses among those that hold something.</param>
public sealed record CorruptStep(RigMark Mark, int Bytes, long? At) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture,
        $"corrupt {Bytes} bytes of the store{(At is { } at ? $" at {at}" : "")}");

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.CutPower), new(RigAbility.CorruptMedium)];
}
