namespace Nf.Platform;

/// <summary>UART0 of the LM3S6965, an Arm PL011. Source: TI SPMS177, chapter 12: UARTDR, TXFF and RXFE in UARTFR; RXIM, RTIM (bytes
/// that wait) and TXIM in UARTIM.</summary>
public struct StellarisUart : IUart
{
    private const uint Base = 0x4000_C000;

    /// <inheritdoc/>
    public static uint DataRegister => Base + 0x00;

    /// <inheritdoc/>
    public static uint StateRegister => Base + 0x18;

    /// <inheritdoc/>
    public static uint SendBit => 1 << 5;

    /// <inheritdoc/>
    public static uint SendReady => 0;

    /// <inheritdoc/>
    public static uint ReceiveBit => 1 << 4;

    /// <inheritdoc/>
    public static uint ReceiveReady => 0;

    /// <inheritdoc/>
    public static int ReceiveInterrupt => 5;

    /// <inheritdoc/>
    public static int SendInterrupt => ReceiveInterrupt;

    /// <inheritdoc/>
    public static uint InterruptMaskRegister => Base + 0x38;

    /// <inheritdoc/>
    public static uint ReceiveInterruptBits => (1 << 4) | (1 << 6);

    /// <inheritdoc/>
    public static uint SendInterruptBits => 1 << 5;

    /// <inheritdoc/>
    public static uint InterruptClearRegister => Base + 0x44;

    /// <inheritdoc/>
    public static uint InterruptClearBits => SendInterruptBits;
}
