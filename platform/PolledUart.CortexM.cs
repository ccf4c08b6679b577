using System;

namespace Nf.Platform;

/// <summary>A UART as console, without interrupts. The start-up code has set it up already, since it reports faults there.</summary>
/// <typeparam name="TUart">Which UART.</typeparam>
public struct PolledUart<TUart> : IConsole
    where TUart : struct, IUart
{
    /// <summary>
    /// Reads of the state before giving up: 80 ms or more at 25 MHz; a byte takes 87 us on the line, and 16 may be before it.
    /// </summary>
    private const uint PollCountMax = 1_000_000;

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Status status = Mmio.WaitFor(TUart.StateRegister, TUart.SendBit, TUart.SendReady, PollCountMax);
            if (status != Status.Ok)
                return status;
            Mmio.Write(TUart.DataRegister, data[i]);
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly bool TryRead(out byte value)
    {
        bool hasByte = (Mmio.Read(TUart.StateRegister) & TUart.ReceiveBit) == TUart.ReceiveReady;
        value = hasByte ? (byte)Mmio.Read(TUart.DataRegister) : (byte)0;
        return hasByte;
    }
}
