using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>A device on SSI0 of the LM3S6965 (Arm PL022), mode 0, polled. Source: TI SPMS177, chapter 13.</summary>
/// <remarks>Each device has its own pin to be selected by, low when it is; all of them must be set up before the first is used.</remarks>
public struct StellarisSpi : ISpiDevice
{
    private const uint Base = 0x4000_8000;
    private const uint Control0 = Base + 0x00;
    private const uint Control1 = Base + 0x04;
    private const uint Data = Base + 0x08;
    private const uint State = Base + 0x0C;
    private const uint ClockPrescale = Base + 0x10;

    private const uint EightBits = 7;
    private const int RateShift = 8;
    private const uint Enable = 1 << 1;
    private const uint IsReceived = 1 << 2;

    // The clock is that of the core, divided by 2 * (1 + rate).
    private const uint Prescale = 2;
    private const uint RateMax = 255;

    private const int PortA = 0;
    private const uint ClockPin = 1 << 2;
    private const uint InputPin = 1 << 4;
    private const uint OutputPin = 1 << 5;

    private const uint Direction = 0x400;
    private const uint DigitalEnable = 0x51C;

    /// <summary>A byte takes at most 8 * 512 core clocks.</summary>
    private const uint PollCountMax = 10_000;

    private uint _selectData;
    private uint _selectBit;
    private uint _rate;

    /// <summary>Makes the controller and the pin ready; the device is not selected.</summary>
    /// <param name="pin">The pin that selects the device, 0 (PA0) to 55 (PG7); one that nothing else uses.</param>
    /// <param name="kilohertzMax">The fastest clock of the device, at least 25; the next lower one that there is gets used.</param>
    /// <returns><see cref="Status.Ok"/>, <see cref="Status.PinNotFound"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status Initialize(int pin, uint kilohertzMax)
    {
        if ((uint)pin >= StellarisSystem.PortCount * PinName.PinsPerPort)
            return Status.PinNotFound;
        if (kilohertzMax == 0)
            return Status.InvalidArgument;
        uint divisor = (StellarisSystem.CoreClockKilohertz + (Prescale * kilohertzMax) - 1) / (Prescale * kilohertzMax);
        if (divisor > RateMax + 1)
            return Status.InvalidArgument;
        _rate = divisor - 1;
        StellarisSystem.EnableSsi0();
        StellarisSystem.EnablePort(PortA);
        StellarisSystem.GivePinsToModule(PortA, ClockPin | InputPin | OutputPin);
        int port = pin / PinName.PinsPerPort;
        uint portBase = StellarisSystem.PortBase(port);
        _selectBit = 1u << (pin % PinName.PinsPerPort);
        // The address bits 9 to 2 of a data access are a mask.
        _selectData = portBase + (_selectBit << 2);
        StellarisSystem.EnablePort(port);
        Mmio.SetBits(portBase + Direction, _selectBit);
        Mmio.SetBits(portBase + DigitalEnable, _selectBit);
        Select(false);
        return Status.Ok;
    }

    // Inlined into all callers this one and the next cost more flash than the calls.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Select(bool isSelected)
    {
        // The other devices of the bus may be slower or faster; the rate must not change while the controller runs.
        Mmio.Write(Control1, 0);
        Mmio.Write(ClockPrescale, Prescale);
        Mmio.Write(Control0, EightBits | (_rate << RateShift));
        Mmio.Write(Control1, Enable);
        Mmio.Write(_selectData, isSelected ? 0 : _selectBit);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Status Exchange(byte output, out byte input)
    {
        Mmio.Write(Data, output);
        Status status = Mmio.WaitFor(State, IsReceived, IsReceived, PollCountMax);
        input = status == Status.Ok ? (byte)Mmio.Read(Data) : (byte)0;
        return status;
    }
}
