using System;

namespace Nf.Platform;

/// <summary>
/// USART1 of the STM32F405 on PA9 and PA10, polled: 115,200 baud, 8 bits, no parity, from the 16 MHz clock after reset.
/// Source: ST RM0090, chapters 7 (RCC), 8 (GPIO) and 30 (USART).
/// </summary>
public struct Stm32Usart : IConsole
{
    private const uint Base = 0x4001_1000;
    private const uint State = Base + 0x00;
    private const uint Data = Base + 0x04;
    private const uint BaudRate = Base + 0x08;
    private const uint Control1 = Base + 0x0C;

    private const uint ReceiveNotEmpty = 1 << 5;
    private const uint TransmitEmpty = 1 << 7;
    private const uint EnableBoth = (1 << 13) | (1 << 3) | (1 << 2);

    /// <summary>16 MHz / 115,200.</summary>
    private const uint BaudRateValue = 139;

    /// <summary>A byte takes 1,390 clocks of 16 MHz on the line.</summary>
    private const uint PollCountMax = 1_000_000;

    private const uint Ahb1Clocks = 0x4002_3830;
    private const uint Apb2Clocks = 0x4002_3844;
    private const uint PortAClock = 1 << 0;
    private const uint Usart1Clock = 1 << 4;

    private const uint PortAMode = 0x4002_0000;
    private const uint PortAAlternateHigh = 0x4002_0024;

    // Two bits a pin: PA9 and PA10 take their alternate function, 2.
    private const uint ModeMask = 0xF << 18;
    private const uint ModeAlternate = 0xA << 18;

    // Four bits a pin from PA8: function 7 is the USART.
    private const uint AlternateMask = 0xFF0;
    private const uint AlternateUsart = 0x770;

    /// <inheritdoc/>
    public readonly Status Initialize()
    {
        Mmio.SetBits(Ahb1Clocks, PortAClock);
        Mmio.SetBits(Apb2Clocks, Usart1Clock);
        // A module may be used two clocks after it got its clock.
        _ = Mmio.Read(Apb2Clocks);
        Mmio.Write(PortAAlternateHigh, (Mmio.Read(PortAAlternateHigh) & ~AlternateMask) | AlternateUsart);
        Mmio.Write(PortAMode, (Mmio.Read(PortAMode) & ~ModeMask) | ModeAlternate);
        Mmio.Write(BaudRate, BaudRateValue);
        Mmio.Write(Control1, EnableBoth);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Status status = Mmio.WaitFor(State, TransmitEmpty, TransmitEmpty, PollCountMax);
            if (status != Status.Ok)
                return status;
            Mmio.Write(Data, data[i]);
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryRead(out byte value)
    {
        bool hasByte = (Mmio.Read(State) & ReceiveNotEmpty) != 0;
        value = hasByte ? (byte)Mmio.Read(Data) : (byte)0;
        return hasByte;
    }
}
