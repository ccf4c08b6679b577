using System;
using Nf.Memory;

namespace Nf.Platform;

/// <summary>
/// The control line of a board: a UART whose interrupt keeps up to 255 bytes that arrived. Then it leaves them to the UART, which loses
/// what does not fit; the protocol above notices. The start-up code has set the UART up, since it reports faults there.
/// </summary>
/// <typeparam name="TUart">Which UART.</typeparam>
public struct UartLine<TUart> : IByteLine
    where TUart : struct, IUart
{
    /// <summary>Lets the UART interrupt. The program has to hand on its interrupts to <see cref="BoardInterrupts.Handle"/>.</summary>
    /// <returns><see cref="Status.Ok"/>.</returns>
    public readonly Status Open()
    {
        ReceiveUndisturbed();
        Nvic.Enable(TUart.ReceiveInterrupt);
        if (TUart.SendInterrupt != TUart.ReceiveInterrupt)
            Nvic.Enable(TUart.SendInterrupt);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = UartRing.Take(buffer);
        // The interrupt stopped if the ring was full, and does not come again for bytes that wait in the UART.
        if (bytes != 0)
            ReceiveUndisturbed();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = 0;
        while (bytes < data.Length && (Mmio.Read(TUart.StateRegister) & TUart.SendBit) == TUart.SendReady)
        {
            Mmio.Write(TUart.DataRegister, data[bytes]);
            bytes++;
        }
        // Room ends a sleep.
        if (bytes < data.Length)
            AllowSendInterrupt();
        return Status.Ok;
    }

    /// <summary>Takes what has arrived. Called by the interrupt only.</summary>
    internal static void OnInterrupt()
    {
        if (TUart.InterruptClearRegister != 0)
            Mmio.Write(TUart.InterruptClearRegister, TUart.InterruptClearBits);
        Mmio.ClearBits(TUart.InterruptMaskRegister, TUart.SendInterruptBits);
        Receive();
    }

    /// <summary>Fills the ring, and lets the UART interrupt as long as there is room.</summary>
    private static void Receive()
    {
        while (!UartRing.IsFull && (Mmio.Read(TUart.StateRegister) & TUart.ReceiveBit) == TUart.ReceiveReady)
            UartRing.Put((byte)Mmio.Read(TUart.DataRegister));
        if (UartRing.IsFull)
            Mmio.ClearBits(TUart.InterruptMaskRegister, TUart.ReceiveInterruptBits);
        else
            Mmio.SetBits(TUart.InterruptMaskRegister, TUart.ReceiveInterruptBits);
    }

    // The interrupt changes the same ring and the same register.
    private static void ReceiveUndisturbed()
    {
        int unused = 0;
        uint state = CriticalSection.Enter(ref unused);
        Receive();
        CriticalSection.Exit(ref unused, state);
    }

    private static void AllowSendInterrupt()
    {
        int unused = 0;
        uint state = CriticalSection.Enter(ref unused);
        Mmio.SetBits(TUart.InterruptMaskRegister, TUart.SendInterruptBits);
        CriticalSection.Exit(ref unused, state);
    }
}
