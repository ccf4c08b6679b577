namespace Nf.Platform;

/// <summary>The watchdog of the Arm MPS2 board. Source: Arm DDI 0479, 4.6.</summary>
/// <remarks>
/// When it was not fed for the time, it interrupts in a way that cannot be held off, and the reason of the reset is written down; it is
/// too late to feed it then. It resets the board when the same time has passed again.
/// </remarks>
public struct CmsdkWatchdog : IWatchdog
{
    private const uint Base = 0x4000_8000;
    private const uint Load = Base + 0x000;
    private const uint Control = Base + 0x008;
    private const uint InterruptClear = Base + 0x00C;
    private const uint InterruptState = Base + 0x010;
    private const uint Lock = Base + 0xC00;
    private const uint Unlock = 0x1ACC_E551;
    private const uint InterruptAndReset = 3;
    private const uint ClockKilohertz = 25_000;
    private const uint TimeoutMillisecondsMax = 60_000;

    /// <inheritdoc/>
    public readonly Status Start(uint timeoutMilliseconds)
    {
        if (timeoutMilliseconds is 0 or > TimeoutMillisecondsMax)
            return Status.OutOfRange;
        Mmio.Write(Lock, Unlock);
        Mmio.Write(Load, timeoutMilliseconds * ClockKilohertz);
        Mmio.Write(Control, InterruptAndReset);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly void Feed()
    {
        if (Mmio.Read(InterruptState) == 0)
            Mmio.Write(InterruptClear, 1);
    }

    /// <summary>Called by the interrupt only. It stays pending: else the second time would not reset.</summary>
    internal static void OnExpiry() => BoardSystem.ExpectWatchdogReset();
}
