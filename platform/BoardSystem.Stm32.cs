namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <summary>RCC_CSR. Source: ST RM0090, 7.3.21. The emulator has no such register: it reads 0 there.</summary>
    private const uint ControlAndState = 0x4002_3874;

    private const uint RemoveFlags = 1 << 24;

    private static partial ResetCause TakeHardwareCause()
    {
        uint bits = Mmio.Read(ControlAndState);
        Mmio.SetBits(ControlAndState, RemoveFlags);
        // Every reset pulls the pin, and power-on looks like a brown-out, too: the strongest cause comes first.
        if ((bits & (1 << 27)) != 0) return ResetCause.PowerOn;
        if ((bits & (1 << 25)) != 0) return ResetCause.BrownOut;
        if ((bits & (3 << 29)) != 0) return ResetCause.Watchdog;
        if ((bits & (1 << 28)) != 0) return ResetCause.Software;
        return (bits & (1 << 26)) != 0 ? ResetCause.Pin : ResetCause.Unknown;
    }
}
