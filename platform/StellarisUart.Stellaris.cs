using System;

namespace Nf.Platform;

/// <summary>UART0 of the LM3S6965 (an Arm PL011), polled: 115,200 baud, 8 bits, no parity. Source: TI SPMS177, chapter 12.</summary>
public struct StellarisUart : IConsole
{
    private const uint Base = 0x4000_C000;
    private const uint Data = Base + 0x00;
    private const uint Flags = Base + 0x18;
    private const uint BaudInteger = Base + 0x24;
    private const uint BaudFraction = Base + 0x28;
    private const uint LineControl = Base + 0x2C;
    private const uint Control = Base + 0x30;

    private const uint ReceiveEmpty = 1 << 4;
    private const uint TransmitFull = 1 << 5;
    private const uint EightBitsAndFifos = 0x70;
    private const uint EnableAll = 0x301;

    // 12.5 MHz / (16 * 115,200) = 6.782 = 6 + 50 / 64.
    private const uint BaudIntegerValue = 6;
    private const uint BaudFractionValue = 50;

    /// <summary>A byte takes 1,085 core clocks on the line, and 16 may be before it.</summary>
    private const uint PollCountMax = 1_000_000;

    private const uint ReceivePin = 1 << 0;
    private const uint TransmitPin = 1 << 1;

    /// <inheritdoc/>
    public readonly Status Initialize()
    {
        StellarisSystem.EnableUart0();
        StellarisSystem.EnablePort(0);
        StellarisSystem.GivePinsToPeripheral(0, ReceivePin | TransmitPin);
        Mmio.Write(Control, 0);
        Mmio.Write(BaudInteger, BaudIntegerValue);
        Mmio.Write(BaudFraction, BaudFractionValue);
        Mmio.Write(LineControl, EightBitsAndFifos);
        Mmio.Write(Control, EnableAll);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Status status = Mmio.WaitFor(Flags, TransmitFull, 0, PollCountMax);
            if (status != Status.Ok)
                return status;
            Mmio.Write(Data, data[i]);
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryRead(out byte value)
    {
        bool hasByte = (Mmio.Read(Flags) & ReceiveEmpty) == 0;
        value = hasByte ? (byte)Mmio.Read(Data) : (byte)0;
        return hasByte;
    }
}
