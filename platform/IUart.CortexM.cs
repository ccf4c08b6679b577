namespace Nf.Platform;

/// <summary>The registers by which <see cref="PolledUart{TUart}"/> and <see cref="UartLine{TUart}"/> send and receive. A constraint for generics.</summary>
public interface IUart
{
    /// <summary>Address of the register that takes and gives bytes.</summary>
    static abstract uint DataRegister { get; }

    /// <summary>Address of the register with the two bits below.</summary>
    static abstract uint StateRegister { get; }

    /// <summary>The bit that tells whether a byte can be sent.</summary>
    static abstract uint SendBit { get; }

    /// <summary>What that bit is when a byte can be sent: 0 or the bit.</summary>
    static abstract uint SendReady { get; }

    /// <summary>The bit that tells whether a byte has arrived.</summary>
    static abstract uint ReceiveBit { get; }

    /// <summary>What that bit is when a byte has arrived: 0 or the bit.</summary>
    static abstract uint ReceiveReady { get; }

    /// <summary>Number of the interrupt that tells of bytes that arrived.</summary>
    static abstract int ReceiveInterrupt { get; }

    /// <summary>Number of the interrupt that tells of room to send; it may be the same.</summary>
    static abstract int SendInterrupt { get; }

    /// <summary>Address of the register that lets the UART interrupt.</summary>
    static abstract uint InterruptMaskRegister { get; }

    /// <summary>Its bits for bytes that arrived.</summary>
    static abstract uint ReceiveInterruptBits { get; }

    /// <summary>Its bits for room to send.</summary>
    static abstract uint SendInterruptBits { get; }

    /// <summary>Address of the register that ends an interrupt; 0 where reading and writing bytes does.</summary>
    static abstract uint InterruptClearRegister { get; }

    /// <summary>What is written to it.</summary>
    static abstract uint InterruptClearBits { get; }
}
