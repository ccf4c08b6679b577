using System;

namespace Nf.Platform;

/// <summary>What a board without a display has.</summary>
public readonly struct NoDisplay : IDisplay
{
    /// <inheritdoc/>
    public static int Width => 0;

    /// <inheritdoc/>
    public static int Height => 0;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Picture => default;

    /// <inheritdoc/>
    public Status Draw(in DisplayArea area, ReadOnlySpan<byte> pixels) => Status.NotSupported;
}
