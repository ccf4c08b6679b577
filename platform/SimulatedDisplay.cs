using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>A display in memory, of the size that the LM3S6965 evaluation board's has: 128 x 64 pixels, 4096 bytes.</summary>
public struct SimulatedDisplay : IDisplay
{
    private const int PictureBytes = 128 / DisplayArea.PixelsPerByte * 64;

    private Pixels _pixels;

    /// <inheritdoc/>
    public static int Width => 128;

    /// <inheritdoc/>
    public static int Height => 64;

    /// <inheritdoc/>
    [UnscopedRef]
    public ReadOnlySpan<byte> Picture => _pixels;

    /// <inheritdoc/>
    public Status Draw(in DisplayArea area, ReadOnlySpan<byte> pixels)
    {
        if (!area.IsOn(Width, Height) || pixels.Length != area.Bytes)
            return Status.InvalidArgument;
        Span<byte> picture = _pixels;
        for (int row = 0; row < area.Height; row++)
        {
            int at = (((area.Y + row) * Width) + area.X) / DisplayArea.PixelsPerByte;
            pixels.Slice(row * area.RowBytes, area.RowBytes).CopyTo(picture.Slice(at));
        }
        return Status.Ok;
    }

    [InlineArray(PictureBytes)]
    private struct Pixels
    {
        private byte _first;
    }
}
