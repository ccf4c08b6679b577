namespace Nf.Platform;

/// <summary>USART1 of the STM32F405. Source: ST RM0090, chapter 30: USART_DR, TXE and RXNE in USART_SR, and
/// their interrupt enables in USART_CR1.</summary>
public struct Stm32Usart : IUart
{
    private const uint Base = 0x4001_1000;

    /// <inheritdoc/>
    public static uint DataRegister => Base + 0x04;

    /// <inheritdoc/>
    public static uint StateRegister => Base + 0x00;

    /// <inheritdoc/>
    public static uint SendBit => 1 << 7;

    /// <inheritdoc/>
    public static uint SendReady => SendBit;

    /// <inheritdoc/>
    public static uint ReceiveBit => 1 << 5;

    /// <inheritdoc/>
    public static uint ReceiveReady => ReceiveBit;

    /// <inheritdoc/>
    public static int ReceiveInterrupt => 37;

    /// <inheritdoc/>
    public static int SendInterrupt => ReceiveInterrupt;

    /// <inheritdoc/>
    public static uint InterruptMaskRegister => Base + 0x0C;

    /// <inheritdoc/>
    public static uint ReceiveInterruptBits => 1 << 5;

    /// <inheritdoc/>
    public static uint SendInterruptBits => 1 << 7;

    /// <inheritdoc/>
    public static uint InterruptClearRegister => 0;

    /// <inheritdoc/>
    public static uint InterruptClearBits => 0;
}
