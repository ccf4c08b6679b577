namespace Nf.Platform;

/// <summary>The independent watchdog of the STM32F405, on its own clock of about 32 kHz. Source: ST RM0090, chapter 21.</summary>
/// <remarks>It resets the chip without a warning, and the chip says so afterwards. The emulator has none: it takes the writes.</remarks>
public struct Stm32Watchdog : IWatchdog
{
    private const uint Base = 0x4000_3000;
    private const uint Key = Base + 0x0;
    private const uint Prescale = Base + 0x4;
    private const uint Reload = Base + 0x8;
    private const uint Begin = 0xCCCC;
    private const uint Unlock = 0x5555;
    private const uint Refresh = 0xAAAA;
    private const uint PrescaleBy256 = 6;
    private const uint MillisecondsPerCount = 8;
    private const uint CountMax = 4096;

    /// <summary>Times are rounded up to 8 ms; the longest is 32,768 ms.</summary>
    /// <inheritdoc/>
    public readonly Status Start(uint timeoutMilliseconds)
    {
        if (timeoutMilliseconds is 0 or > CountMax * MillisecondsPerCount)
            return Status.OutOfRange;
        Mmio.Write(Key, Begin);
        Mmio.Write(Key, Unlock);
        Mmio.Write(Prescale, PrescaleBy256);
        Mmio.Write(Reload, ((timeoutMilliseconds + MillisecondsPerCount - 1) / MillisecondsPerCount) - 1);
        Feed();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly void Feed() => Mmio.Write(Key, Refresh);
}
