namespace Nf.Platform;

/// <summary>
/// UART0 of the Arm MPS2 board. Source: Arm DDI 0479, 4.3: DATA, the two buffer-full bits in STATE, the interrupt enables in CTRL; DAI 0400 for the address.
/// </summary>
public struct CmsdkUart : IUart
{
    private const uint Base = 0x4000_4000;

    /// <inheritdoc/>
    public static uint DataRegister => Base + 0x00;

    /// <inheritdoc/>
    public static uint StateRegister => Base + 0x04;

    /// <inheritdoc/>
    public static uint SendBit => 1 << 0;

    /// <inheritdoc/>
    public static uint SendReady => 0;

    /// <inheritdoc/>
    public static uint ReceiveBit => 1 << 1;

    /// <inheritdoc/>
    public static uint ReceiveReady => ReceiveBit;

    /// <inheritdoc/>
    public static int ReceiveInterrupt => 0;

    /// <inheritdoc/>
    public static int SendInterrupt => 1;

    /// <inheritdoc/>
    public static uint InterruptMaskRegister => Base + 0x08;

    /// <inheritdoc/>
    public static uint ReceiveInterruptBits => 1 << 3;

    /// <inheritdoc/>
    public static uint SendInterruptBits => 1 << 2;

    /// <inheritdoc/>
    public static uint InterruptClearRegister => Base + 0x0C;

    /// <inheritdoc/>
    public static uint InterruptClearBits => 3;
}
