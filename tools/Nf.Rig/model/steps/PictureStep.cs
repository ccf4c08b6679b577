using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`picture`: what the display shows is kept, and compared with pictures before.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Display">The display.</param>
/// <param name="Name">The picture's name.</param>
/// <param name="DiffersFrom">A picture that it must not be the same as; null: none.</param>
/// <param name="SameAs">A picture that it must be the same as; null: none.</param>
public sealed record PictureStep(RigMark Mark, RigWire Display, string Name, string? DiffersFrom, string? SameAs) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text => $"picture of {Display.Name} as {Name}"
        + (DiffersFrom == null ? "" : $", not the same as {DiffersFrom}")
        + (SameAs == null ? "" : $", the same as {SameAs}");

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.TakePicture, Display)];
}
