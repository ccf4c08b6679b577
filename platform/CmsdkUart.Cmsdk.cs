namespace Nf.Platform;

/// <summary>
/// UART0 of the Arm MPS2 board. Source: Arm DDI 0479, 4.3: DATA, and the two buffer-full bits in STATE; DAI 0400 for the address.
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
}
