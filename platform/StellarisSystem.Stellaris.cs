namespace Nf.Platform;

/// <summary>Clocks and pin functions of the LM3S6965. Source: TI SPMS177, chapters 5 (system control) and 8 (GPIO).</summary>
/// <remarks>
/// The core clock is what the emulator has after reset; on the real chip the start-up code has to choose the same.
/// </remarks>
internal static class StellarisSystem
{
    /// <summary>The core clock, 12.5 MHz.</summary>
    public const uint CoreClockKilohertz = 12_500;

    /// <summary>Ports A to G.</summary>
    public const int PortCount = 7;

    private const uint RunClock1 = 0x400F_E104;
    private const uint RunClock2 = 0x400F_E108;
    private const uint Ssi0Clock = 1 << 4;
    private const uint I2c0Clock = 1 << 12;

    // Ports A to D and E to G stand in two rows.
    private const uint PortABase = 0x4000_4000;
    private const uint PortEBase = 0x4002_4000;
    private const uint PortStride = 0x1000;
    private const int FirstRowPorts = 4;

    private const uint AlternateFunction = 0x420;
    private const uint OpenDrain = 0x50C;
    private const uint DigitalEnable = 0x51C;

    /// <summary>Address of a port's registers. O(1).</summary>
    /// <param name="port">0 (A) to 6 (G).</param>
    public static uint PortBase(int port) => port < FirstRowPorts
        ? PortABase + ((uint)port * PortStride)
        : PortEBase + ((uint)(port - FirstRowPorts) * PortStride);

    /// <summary>Gives the I2C controller its clock.</summary>
    public static void EnableI2c0() => EnableClock(RunClock1, I2c0Clock);

    /// <summary>Gives the SPI controller its clock.</summary>
    public static void EnableSsi0() => EnableClock(RunClock1, Ssi0Clock);

    /// <summary>Gives a port its clock.</summary>
    /// <param name="port">0 (A) to 6 (G).</param>
    public static void EnablePort(int port) => EnableClock(RunClock2, 1u << port);

    /// <summary>Connects pins to the controller whose alternate function they have.</summary>
    /// <param name="port">0 (A) to 6 (G), with its clock.</param>
    /// <param name="bits">One bit a pin.</param>
    public static void GivePinsToModule(int port, uint bits)
    {
        Mmio.SetBits(PortBase(port) + AlternateFunction, bits);
        Mmio.SetBits(PortBase(port) + DigitalEnable, bits);
    }

    /// <summary>Lets pins pull down only, as I2C asks for.</summary>
    /// <param name="port">0 (A) to 6 (G), with its clock.</param>
    /// <param name="bits">One bit a pin.</param>
    public static void MakeOpenDrain(int port, uint bits) => Mmio.SetBits(PortBase(port) + OpenDrain, bits);

    private static void EnableClock(uint register, uint bit)
    {
        Mmio.SetBits(register, bit);
        // A module may be used three clocks after it got its clock; a read takes at least as long.
        _ = Mmio.Read(register);
        _ = Mmio.Read(register);
    }
}
