namespace Nf.Platform;

/// <summary>64 pins in memory: what a guest drives can be looked at, what it reads is set from outside.</summary>
/// <remarks>One bit a pin in each field; 48 bytes in all.</remarks>
public struct SimulatedGpio : IGpioController
{
    private ulong _open;
    private ulong _outputs;
    private ulong _pullUps;
    private ulong _outputLevels;
    private ulong _drivenFromOutside;
    private ulong _levelsFromOutside;

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
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Read(int pin, out PinValue value)
    {
        value = PinValue.Low;
        Status status = FindOpenPin(pin, out ulong bit);
        if (status != Status.Ok)
            return status;
        ulong inputLevels = (_drivenFromOutside & _levelsFromOutside) | (~_drivenFromOutside & _pullUps);
        ulong levels = (_outputs & _outputLevels) | (~_outputs & inputLevels);
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
        _drivenFromOutside |= bit;
        SetBits(ref _levelsFromOutside, bit, value == PinValue.High);
        return Status.Ok;
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
