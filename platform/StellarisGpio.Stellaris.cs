namespace Nf.Platform;

/// <summary>Ports A to G of the LM3S6965 (Arm PL061). Source: TI SPMS177, chapter 8.</summary>
/// <remarks>
/// The emulator does not model pull-ups on inputs: an undriven pin reads Low there, and a rig has to drive it High.
/// </remarks>
public struct StellarisGpio : IGpioController
{
    private const uint Direction = 0x400;
    private const uint PullUp = 0x510;
    private const uint DigitalEnable = 0x51C;

    /// <summary>
    /// Pins that the board itself uses, one byte a port from A: UART0 on PA0 and PA1; I2C0 on PB2 and PB3, TRST on PB7; JTAG on PC0 to PC3.
    /// </summary>
    private const ulong ReservedPins = 0x0F_8C_03;

    private ulong _open;

    /// <inheritdoc/>
    public static int PinCount => StellarisSystem.PortCount * PinName.PinsPerPort;

    /// <inheritdoc/>
    public Status OpenPin(int pin, PinMode mode)
    {
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        if ((uint)mode > (uint)PinMode.InputPullUp)
            return Status.InvalidArgument;
        if ((ReservedPins >> pin & 1) != 0)
            return Status.Busy;
        StellarisSystem.EnablePort(pin / PinName.PinsPerPort);
        SetBit(pin, StellarisEdges.Mask, false);
        SetBit(pin, PullUp, mode == PinMode.InputPullUp);
        SetBit(pin, Direction, mode == PinMode.Output);
        SetBit(pin, DigitalEnable, true);
        _open |= 1UL << pin;
        // The data register takes levels of outputs only, so Low comes after the direction.
        return mode == PinMode.Output ? Write(pin, PinValue.Low) : Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Read(int pin, out PinValue value)
    {
        value = PinValue.Low;
        Status status = CheckOpen(pin);
        if (status != Status.Ok)
            return status;
        value = Mmio.Read(DataOf(pin)) != 0 ? PinValue.High : PinValue.Low;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Write(int pin, PinValue value)
    {
        Status status = CheckOpen(pin);
        if (status != Status.Ok)
            return status;
        if ((Mmio.Read(PortOf(pin) + Direction) & BitOf(pin)) == 0)
            return Status.PinModeMismatch;
        if ((uint)value > (uint)PinValue.High)
            return Status.InvalidArgument;
        Mmio.Write(DataOf(pin), value == PinValue.High ? BitOf(pin) : 0);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status WatchPin(int pin, PinEdges edges)
    {
        Status status = CheckOpen(pin);
        if (status != Status.Ok)
            return status;
        if ((Mmio.Read(PortOf(pin) + Direction) & BitOf(pin)) != 0)
            return Status.PinModeMismatch;
        if ((uint)edges > (uint)PinEdges.Both)
            return Status.InvalidArgument;
        StellarisEdges.Watch(pin / PinName.PinsPerPort, BitOf(pin), edges);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryTakeEdge(out PinEdge edge) => StellarisEdges.TryTake(out edge);

    /// <inheritdoc/>
    public readonly uint LostEdgeCount => StellarisEdges.LostCount;

    private static uint PortOf(int pin) => StellarisSystem.PortBase(pin / PinName.PinsPerPort);

    private static uint BitOf(int pin) => 1u << (pin % PinName.PinsPerPort);

    /// <summary>The address bits 9 to 2 of a data access are a mask: this one reads and writes the pin alone.</summary>
    private static uint DataOf(int pin) => PortOf(pin) + (BitOf(pin) << 2);

    private static void SetBit(int pin, uint register, bool set)
    {
        if (set)
            Mmio.SetBits(PortOf(pin) + register, BitOf(pin));
        else
            Mmio.ClearBits(PortOf(pin) + register, BitOf(pin));
    }

    private readonly Status CheckOpen(int pin)
    {
        if ((uint)pin >= (uint)PinCount)
            return Status.PinNotFound;
        return (_open >> pin & 1) != 0 ? Status.Ok : Status.PinNotOpen;
    }
}
