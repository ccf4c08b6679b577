namespace Nf.Platform;

/// <summary>The watchdog of the LM3S6965 (Arm SP805). Source: TI SPMS177, chapter 10.</summary>
/// <remarks>
/// When it was not fed for the time, it interrupts, and the reason of the reset is written down; it is too late to feed it then. It resets
/// the chip when the same time has passed again.
/// </remarks>
public struct StellarisWatchdog : IWatchdog
{
    private const uint Base = 0x4000_0000;
    private const uint Load = Base + 0x000;
    private const uint Control = Base + 0x008;
    private const uint InterruptClear = Base + 0x00C;
    private const uint InterruptState = Base + 0x010;
    private const uint InterruptAndReset = 3;
    private const int Interrupt = 18;
    private const uint RunClock0 = 0x400F_E100;
    private const uint WatchdogClock = 1 << 3;
    private const uint TimeoutMillisecondsMax = 60_000;

    /// <inheritdoc/>
    public readonly Status Start(uint timeoutMilliseconds)
    {
        if (timeoutMilliseconds is 0 or > TimeoutMillisecondsMax)
            return Status.OutOfRange;
        Mmio.SetBits(RunClock0, WatchdogClock);
        Mmio.Write(Load, timeoutMilliseconds * StellarisSystem.CoreClockKilohertz);
        Mmio.Write(Control, InterruptAndReset);
        Nvic.Enable(Interrupt);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly void Feed()
    {
        if (Mmio.Read(InterruptState) == 0)
            Mmio.Write(InterruptClear, 1);
    }

    /// <summary>Called by the interrupt only. It stays pending: else the second time would not reset.</summary>
    internal static void OnExpiry()
    {
        BoardSystem.ExpectWatchdogReset();
        Nvic.Disable(Interrupt);
    }
}
