using System;

namespace Nf.Platform;

/// <summary>UART0 of the Arm MPS2 board, polled: 115,200 baud, 8 bits, no parity. Source: Arm DDI 0479, 4.3; DAI 0400 for the address.</summary>
public struct CmsdkUart : IConsole
{
    private const uint Base = 0x4000_4000;
    private const uint Data = Base + 0x00;
    private const uint State = Base + 0x04;
    private const uint Control = Base + 0x08;
    private const uint BaudDivisor = Base + 0x10;

    private const uint TransmitFull = 1 << 0;
    private const uint ReceiveFull = 1 << 1;
    private const uint EnableBoth = 3;

    /// <summary>25 MHz / 115,200.</summary>
    private const uint BaudDivisorValue = 217;

    /// <summary>A byte takes 2,170 clocks of 25 MHz on the line.</summary>
    private const uint PollCountMax = 1_000_000;

    /// <inheritdoc/>
    public readonly Status Initialize()
    {
        Mmio.Write(BaudDivisor, BaudDivisorValue);
        Mmio.Write(Control, EnableBoth);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Status status = Mmio.WaitFor(State, TransmitFull, 0, PollCountMax);
            if (status != Status.Ok)
                return status;
            Mmio.Write(Data, data[i]);
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryRead(out byte value)
    {
        bool hasByte = (Mmio.Read(State) & ReceiveFull) != 0;
        value = hasByte ? (byte)Mmio.Read(Data) : (byte)0;
        return hasByte;
    }
}
