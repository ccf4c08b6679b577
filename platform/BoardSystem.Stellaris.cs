namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <summary>RESC. Source: TI SPMS177, chapter 5. Its bits stay until they are cleared; the emulator sets none by itself.</summary>
    private const uint ResetCauseRegister = 0x400F_E05C;

    private static partial ResetCause TakeHardwareCause()
    {
        uint bits = Mmio.Read(ResetCauseRegister);
        Mmio.Write(ResetCauseRegister, 0);
        // After power-on the bits of the supply and of the pin may be set, too: the strongest cause comes first.
        if ((bits & (1 << 1)) != 0) return ResetCause.PowerOn;
        if ((bits & (1 << 2)) != 0) return ResetCause.BrownOut;
        if ((bits & (1 << 3)) != 0) return ResetCause.Watchdog;
        if ((bits & (1 << 4)) != 0) return ResetCause.Software;
        return (bits & (1 << 0)) != 0 ? ResetCause.Pin : ResetCause.Unknown;
    }
}
