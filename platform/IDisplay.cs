using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>
/// A display of grey pixels, 0 (black) to 15. A constraint for generics: it is never boxed and never dispatched. One that is all zero is
/// ready to be used.
/// </summary>
public interface IDisplay
{
    /// <summary>Columns; 0 where there is no display.</summary>
    static abstract int Width { get; }

    /// <summary>Rows; 0 where there is no display.</summary>
    static abstract int Height { get; }

    /// <summary>All that it shows, row by row, two pixels a byte; empty for one that can't be read back.</summary>
    [UnscopedRef]
    ReadOnlySpan<byte> Picture { get; }

    /// <summary>Shows pixels. The first call also switches a real display on, all black. O(pixels).</summary>
    /// <param name="area">Where.</param>
    /// <param name="pixels">As many bytes as the area has.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/> for an area that is not on the display, or another number of bytes;
    /// <see cref="Status.NotSupported"/> without a display; a failure of its bus.
    /// </returns>
    Status Draw(in DisplayArea area, ReadOnlySpan<byte> pixels);
}
