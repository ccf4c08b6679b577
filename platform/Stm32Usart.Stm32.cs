namespace Nf.Platform;

/// <summary>USART1 of the STM32F405. Source: ST RM0090, chapter 30: USART_DR, and TXE and RXNE in USART_SR.</summary>
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
}
