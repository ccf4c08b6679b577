using System;

namespace Nf.Platform;

/// <summary>I2C0 of the LM3S6965 as controller, polled, at 89 kHz. Source: TI SPMS177, chapter 14.</summary>
/// <remarks>Every transfer ends with STOP: the emulator does not model a repeated START.</remarks>
public struct StellarisI2c : II2cBus
{
    private const uint Base = 0x4002_0000;
    private const uint TargetAddress = Base + 0x00;
    private const uint ControlAndState = Base + 0x04;
    private const uint Data = Base + 0x08;
    private const uint TimerPeriod = Base + 0x0C;
    private const uint Configuration = Base + 0x20;

    // Written to the control register.
    private const uint Run = 1 << 0;
    private const uint Start = 1 << 1;
    private const uint Stop = 1 << 2;
    private const uint Acknowledge = 1 << 3;

    // Read from it.
    private const uint IsBusy = 1 << 0;
    private const uint HasFailed = 1 << 1;

    private const uint EnableController = 1 << 4;

    // 12.5 MHz / (20 * (1 + 6)) = 89 kHz, the highest rate below 100 kHz.
    private const uint TimerPeriodValue = 6;

    /// <summary>A byte takes 1,260 core clocks; a device may stretch them.</summary>
    private const uint PollCountMax = 1_000_000;

    private const int PortB = 1;
    private const uint ClockPin = 1 << 2;
    private const uint DataPin = 1 << 3;

    /// <summary>Makes the controller ready.</summary>
    public readonly void Initialize()
    {
        StellarisSystem.EnableI2c0();
        StellarisSystem.EnablePort(PortB);
        StellarisSystem.GivePinsToModule(PortB, ClockPin | DataPin);
        StellarisSystem.MakeOpenDrain(PortB, ClockPin | DataPin);
        Mmio.Write(Configuration, EnableController);
        Mmio.Write(TimerPeriod, TimerPeriodValue);
    }

    /// <inheritdoc/>
    public readonly Status Write(int address, ReadOnlySpan<byte> data)
    {
        if (!I2cAddress.IsValid(address) || data.Length == 0)
            return Status.InvalidArgument;
        Mmio.Write(TargetAddress, (uint)address << 1);
        for (int i = 0; i < data.Length; i++)
        {
            Mmio.Write(Data, data[i]);
            Status status = Transfer(i, data.Length, 0);
            if (status != Status.Ok)
                return status;
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Read(int address, Span<byte> data)
    {
        if (!I2cAddress.IsValid(address) || data.Length == 0)
            return Status.InvalidArgument;
        Mmio.Write(TargetAddress, ((uint)address << 1) | 1);
        for (int i = 0; i < data.Length; i++)
        {
            Status status = Transfer(i, data.Length, Acknowledge);
            if (status != Status.Ok)
                return status;
            data[i] = (byte)Mmio.Read(Data);
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input)
    {
        if (input.Length == 0)
            return Status.InvalidArgument;
        Status status = Write(address, output);
        return status == Status.Ok ? Read(address, input) : status;
    }

    /// <summary>Moves one byte: the first begins with START and the address, the last ends with STOP.</summary>
    private static Status Transfer(int index, int length, uint unlessLast)
    {
        bool isFirst = index == 0;
        bool isLast = index == length - 1;
        Mmio.Write(ControlAndState, Run | (isFirst ? Start : 0) | (isLast ? Stop : unlessLast));
        Status status = Mmio.WaitFor(ControlAndState, IsBusy, 0, PollCountMax);
        if (status == Status.Ok && (Mmio.Read(ControlAndState) & HasFailed) == 0)
            return Status.Ok;

        // The bus has to be released, or the next START goes nowhere.
        Mmio.Write(ControlAndState, Stop);
        if (status != Status.Ok)
            return status;
        // Which part of the first byte failed is not looked at: where a chip sets ADRACK, the emulator sets ARBLST for an absent device.
        return isFirst ? Status.I2cNoAcknowledge : Status.I2cBusError;
    }
}
