using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>A display of 128 x 64 pixels with the controller SSD0323. Source: Solomon Systech, SSD0323 data sheet, chapters 9 and 10.</summary>
/// <typeparam name="TBus">The line to it.</typeparam>
public struct Ssd0323<TBus> : IDisplay
    where TBus : struct, IDisplayBus
{
    private const byte SetColumns = 0x15;
    private const byte SetRows = 0x75;

    // Its memory has 64 columns of two pixels each.
    private const int ColumnCount = 64;

    private TBus _bus;
    private bool _isOn;

    /// <summary>The line to it.</summary>
    [UnscopedRef]
    public ref TBus Bus => ref _bus;

    /// <inheritdoc/>
    public static int Width => ColumnCount * DisplayArea.PixelsPerByte;

    /// <inheritdoc/>
    public static int Height => 64;

    /// <inheritdoc/>
    public readonly ReadOnlySpan<byte> Picture => default;

    // Rows from the top, odd and even lines split, the left pixel of a byte in its upper half; each pixel as its memory says; on.
    private static ReadOnlySpan<byte> Begin => [0xA0, 0x52, 0xA4, 0xAF];

    /// <inheritdoc/>
    public Status Draw(in DisplayArea area, ReadOnlySpan<byte> pixels)
    {
        if (!area.IsOn(Width, Height) || pixels.Length != area.Bytes)
            return Status.InvalidArgument;
        Status status = _isOn ? Status.Ok : SwitchOn();
        if (status == Status.Ok)
            status = Select(in area);
        return status == Status.Ok ? _bus.Data(pixels) : status;
    }

    // What its memory holds after power-on is not defined.
    private Status SwitchOn()
    {
        Status status = _bus.Open();
        if (status == Status.Ok)
            status = Select(new DisplayArea(0, 0, Width, Height));
        Span<byte> row = stackalloc byte[ColumnCount];
        row.Clear();
        for (int y = 0; y < Height && status == Status.Ok; y++)
            status = _bus.Data(row);
        if (status == Status.Ok)
            status = _bus.Command(Begin);
        _isOn = status == Status.Ok;
        return status;
    }

    // What follows goes there, row by row.
    private Status Select(in DisplayArea area)
    {
        int column = area.X / DisplayArea.PixelsPerByte;
        Span<byte> window = stackalloc byte[6];
        window[0] = SetColumns;
        window[1] = (byte)column;
        window[2] = (byte)(column + area.RowBytes - 1);
        window[3] = SetRows;
        window[4] = (byte)area.Y;
        window[5] = (byte)(area.Y + area.Height - 1);
        return _bus.Command(window);
    }
}
