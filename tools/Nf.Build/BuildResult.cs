using System.Collections.Generic;

namespace Nf.Build;

/// <summary>How a build ended.</summary>
/// <param name="Status"><see cref="Status.Ok"/>, or why it failed.</param>
/// <param name="Message">On failure one line: what, where, what to do. Else empty.</param>
/// <param name="ImagePath">The image; empty on failure, but there when it is only too large.</param>
/// <param name="Size">Where its bytes went; null on failure, but there when it is only too large.</param>
/// <param name="LogPath">What the tools said.</param>
public sealed record BuildResult(Status Status, string Message, string ImagePath, SizeReport? Size, string LogPath)
{
    /// <summary>What was compiled ahead of time into the image, the guest that it runs first.</summary>
    public IReadOnlyList<AheadArtefact> Modules { get; init; } = [];
}
