namespace Nf.Platform;

/// <summary>UART0 of the LM3S6965, an Arm PL011. Source: TI SPMS177, chapter 12: UARTDR, and TXFF and RXFE in UARTFR.</summary>
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
}
