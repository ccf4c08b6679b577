using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>
/// The pins of a GPIO chip of Linux, each a line of it that is asked for when a guest opens it. Source: linux/gpio.h, version 2 of the
/// interface (Linux 5.10).
/// </summary>
/// <remarks>
/// Some chips do not tell of edges, and don't say so. A line that is watched is looked at every 20 ms until its first edge was told. When
/// the process ends the kernel lets the lines go: what they do then is the chip's matter.
/// </remarks>
public unsafe struct LinuxGpio : IGpioController
{
    private const int ReadWrite = 0x2;
    private const int CloseOnExecute = 0x8_0000;
    private const ulong LookNanoseconds = 20_000_000;

    // One more than the descriptor, so that 0 is none.
    private int _chip;
    private int _lineCount;
    private PinLines _map;
    private LineArray _lines;
    private ulong _watched;
    private ulong _nextLook;
    private uint _lostInKernel;
    private EdgeQueue _edges;

    /// <inheritdoc/>
    public static int PinCount => PinName.PinCount;

    /// <summary>Whether a chip was opened.</summary>
    public readonly bool IsOpen => _chip != 0;

    /// <summary>Opens a chip. Two system calls.</summary>
    /// <param name="path">In UTF-8, ended by a zero.</param>
    /// <param name="map">Which line each pin is.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.NotFound"/>; <see cref="Status.NotSupported"/> for a file that is no such chip.
    /// </returns>
    public Status Open(ReadOnlySpan<byte> path, in PinLines map)
    {
        this = default;
        _map = map;
        int chip;
        fixed (byte* name = path)
            chip = open(name, ReadWrite | CloseOnExecute);
        if (chip < 0)
            return Status.NotFound;
        GpioChipInfo info = default;
        if (ioctl(chip, LinuxRequests.GpioChipInfo, &info) != 0)
        {
            _ = close(chip);
            return Status.NotSupported;
        }
        _chip = chip + 1;
        _lineCount = (int)info.LineCount;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status OpenPin(int pin, PinMode mode)
    {
        if ((uint)pin >= (uint)PinCount || (uint)_map[pin] >= (uint)_lineCount)
            return Status.PinNotFound;
        if ((uint)mode > (uint)PinMode.InputPullUp)
            return Status.InvalidArgument;
        if ((_watched >> pin & 1) != 0)
            _ = WatchPin(pin, PinEdges.None);
        return _lines[pin].Open(_chip - 1, _map[pin], mode);
    }

    /// <inheritdoc/>
    public readonly Status Read(int pin, out PinValue value)
    {
        value = PinValue.Low;
        Status status = CheckOpen(pin);
        return status == Status.Ok ? _lines[pin].Read(out value) : status;
    }

    /// <inheritdoc/>
    public readonly Status Write(int pin, PinValue value)
    {
        Status status = CheckOpen(pin);
        if (status != Status.Ok)
            return status;
        if (_lines[pin].Mode != PinMode.Output)
            return Status.PinModeMismatch;
        return (uint)value > (uint)PinValue.High ? Status.InvalidArgument : _lines[pin].Write(value);
    }

    /// <inheritdoc/>
    public Status WatchPin(int pin, PinEdges edges)
    {
        Status status = CheckOpen(pin);
        if (status != Status.Ok)
            return status;
        if (_lines[pin].Mode == PinMode.Output)
            return Status.PinModeMismatch;
        if ((uint)edges > (uint)PinEdges.Both)
            return Status.InvalidArgument;
        ulong bit = 1UL << pin;
        _watched = edges == PinEdges.None ? _watched & ~bit : _watched | bit;
        status = _lines[pin].Watch(edges);
        LimitSleep();
        return status;
    }

    /// <inheritdoc/>
    public bool TryTakeEdge(out PinEdge edge)
    {
        if (_edges.TryTake(out edge))
            return true;
        if (_watched == 0)
            return false;
        Collect();
        return _edges.TryTake(out edge);
    }

    /// <inheritdoc/>
    public readonly uint LostEdgeCount => _edges.LostCount + _lostInKernel;

    private void Collect()
    {
        ulong now = BoardSystem.UptimeNanoseconds();
        bool isTimeToLook = now >= _nextLook;
        bool hasLearnt = false;
        for (ulong pins = _watched; pins != 0; pins &= pins - 1)
        {
            int pin = BitOperations.TrailingZeroCount(pins);
            ref GpioLine line = ref _lines[pin];
            bool wasTold = line.HasToldEdges;
            _lostInKernel += line.TakeEvents(pin, ref _edges);
            if (isTimeToLook && !line.HasToldEdges)
                line.Look(pin, ref _edges);
            hasLearnt |= wasTold != line.HasToldEdges;
        }
        if (isTimeToLook)
            _nextLook = now + LookNanoseconds;
        if (hasLearnt)
            LimitSleep();
    }

    private readonly void LimitSleep()
    {
        bool hasToLook = false;
        for (ulong pins = _watched; pins != 0; pins &= pins - 1)
            hasToLook |= !_lines[BitOperations.TrailingZeroCount(pins)].HasToldEdges;
        WakeSet.LimitSleep(hasToLook ? LookNanoseconds : 0);
    }

    private readonly Status CheckOpen(int pin)
    {
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        return _lines[pin].IsOpen ? Status.Ok : Status.PinNotOpen;
    }

    [DllImport("libc")]
    private static extern int open(byte* path, int flags);

    [DllImport("libc")]
    private static extern int ioctl(int file, nuint request, void* argument);

    [DllImport("libc")]
    private static extern int close(int file);

    [InlineArray(PinName.PinCount)]
    private struct LineArray
    {
        private GpioLine _first;
    }
}
