using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>A rectangle of a display, in pixels from its upper left corner. Two pixels share a byte, so it begins and ends at even columns.</summary>
/// <param name="x">The first column.</param>
/// <param name="y">The first row.</param>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
public readonly struct DisplayArea(int x, int y, int width, int height)
{
    /// <summary>Pixels in a byte: the left one has the upper four bits.</summary>
    public const int PixelsPerByte = 2;

    /// <summary>The first column.</summary>
    public int X { get; } = x;

    /// <summary>The first row.</summary>
    public int Y { get; } = y;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Bytes of a row.</summary>
    public int RowBytes => Width / PixelsPerByte;

    /// <summary>Bytes of its pixels, row by row. Only of an area that is <see cref="IsOn"/> a display.</summary>
    public int Bytes => RowBytes * Height;

    /// <summary>Whether it is not empty, begins and ends at even columns, and lies on a display. O(1), any numbers.</summary>
    /// <param name="displayWidth">The display's columns.</param>
    /// <param name="displayHeight">The display's rows.</param>
    // Inlined into both of its callers it costs more flash than the calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsOn(int displayWidth, int displayHeight) =>
        ((X | Width) & 1) == 0 && IsWithin(X, Width, displayWidth) && IsWithin(Y, Height, displayHeight);

    // Differences of numbers that were compared before cannot wrap around.
    private static bool IsWithin(int first, int count, int most) => first >= 0 && first < most && count > 0 && count <= most - first;
}
