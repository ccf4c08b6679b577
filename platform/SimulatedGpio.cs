namespace Nf.Platform;

/// <summary>64 pins in memory: what a guest drives can be looked at, what it reads is set from outside.</summary>
/// <remarks>One bit a pin in each field, and 44 bytes of edges; 112 bytes in all.</remarks>
public struct SimulatedGpio : IGpioController
{
    private ulong _open;
    private ulong _outputs;
    private ulong _pullUps;
    private ulong _outputLevels;
    private ulong _drivenFromOutside;
    private ulong _levelsFromOutside;
    private ulong _watchedRising;
    private ulong _watchedFalling;
    private EdgeQueue _edges;

    /// <inheritdoc/>
    public static int PinCount => PinName.PinCount;

    /// <inheritdoc/>
    public Status OpenPin(int pin, PinMode mode)
    {
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        if ((uint)mode > (uint)PinMode.InputPullUp)
            return Status.InvalidArgument;
        ulong bit = 1UL << pin;
        _open |= bit;
        SetBits(ref _outputs, bit, mode == PinMode.Output);
        SetBits(ref _pullUps, bit, mode == PinMode.InputPullUp);
        _outputLevels &= ~bit;
        _watchedRising &= ~bit;
        _watchedFalling &= ~bit;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Read(int pin, out PinValue value)
    {
        value = PinValue.Low;
        Status status = FindOpenPin(pin, out ulong bit);
        if (status != Status.Ok)
            return status;
        ulong levels = (_outputs & _outputLevels) | (~_outputs & InputLevels);
        value = (levels & bit) != 0 ? PinValue.High : PinValue.Low;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Write(int pin, PinValue value)
    {
        Status status = FindOpenPin(pin, out ulong bit);
        if (status != Status.Ok)
            return status;
        if ((_outputs & bit) == 0)
            return Status.PinModeMismatch;
        if ((uint)value > (uint)PinValue.High)
            return Status.InvalidArgument;
        SetBits(ref _outputLevels, bit, value == PinValue.High);
        return Status.Ok;
    }

    /// <summary>Drives a pin from outside, as a button or another chip would; an input reads this level from now on. O(1).</summary>
    /// <param name="pin">0 to 63, open or not.</param>
    /// <param name="value">The level.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/> or <see cref="Status.InvalidArgument"/> for a level that does not exist.
    /// </returns>
    public Status Drive(int pin, PinValue value)
    {
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        if ((uint)value > (uint)PinValue.High)
            return Status.InvalidArgument;
        ulong bit = 1UL << pin;
        bool wasHigh = (InputLevels & bit) != 0;
        _drivenFromOutside |= bit;
        SetBits(ref _levelsFromOutside, bit, value == PinValue.High);
        NoteEdge(pin, wasHigh, value == PinValue.High);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status WatchPin(int pin, PinEdges edges)
    {
        Status status = FindOpenPin(pin, out ulong bit);
        if (status != Status.Ok)
            return status;
        if ((_outputs & bit) != 0)
            return Status.PinModeMismatch;
        if ((uint)edges > (uint)PinEdges.Both)
            return Status.InvalidArgument;
        SetBits(ref _watchedRising, bit, (edges & PinEdges.Rising) != 0);
        SetBits(ref _watchedFalling, bit, (edges & PinEdges.Falling) != 0);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public bool TryTakeEdge(out PinEdge edge) => _edges.TryTake(out edge);

    /// <inheritdoc/>
    public uint LostEdgeCount => _edges.LostCount;

    private readonly ulong InputLevels => (_drivenFromOutside & _levelsFromOutside) | (~_drivenFromOutside & _pullUps);

    private void NoteEdge(int pin, bool wasHigh, bool isHigh)
    {
        ulong watched = isHigh ? _watchedRising : _watchedFalling;
        if (wasHigh != isHigh && (watched >> pin & 1) != 0)
            _edges.Put(new PinEdge(pin, isHigh ? PinValue.High : PinValue.Low));
    }

    private static void SetBits(ref ulong bits, ulong mask, bool set) => bits = set ? bits | mask : bits & ~mask;

    private readonly Status FindOpenPin(int pin, out ulong bit)
    {
        bit = 0;
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        bit = 1UL << pin;
        return (_open & bit) != 0 ? Status.Ok : Status.PinNotOpen;
    }
}
