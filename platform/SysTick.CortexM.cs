namespace Nf.Platform;

/// <summary>The system timer of a Cortex-M core, polled: it paces ticks in real time. Source: Arm DDI 0403, B3.3.</summary>
/// <remarks>
/// The timer runs on while guests do. A guest that takes longer than a tick makes the ticks that it overran begin late, not all at once.
/// </remarks>
internal struct SysTick
{
    private const uint ControlRegister = 0xE000E010;
    private const uint ReloadRegister = 0xE000E014;
    private const uint CurrentRegister = 0xE000E018;
    private const uint Enable = 1 << 0;
    private const uint ClockIsCore = 1 << 2;
    private const uint HasReachedZero = 1 << 16;

    /// <summary>The counter has 24 bits.</summary>
    private const uint CyclesMax = 1 << 24;

    private const ulong NanosecondsPerMillisecond = 1_000_000;

    /// <summary>A tick that is too long for the counter is made of several rounds of it.</summary>
    private uint _roundCount;
    private uint _cyclesPerRound;

    /// <summary>Starts the timer: the first tick ends one period from now.</summary>
    /// <param name="coreClockKilohertz">The core clock, up to 1,000,000 kHz.</param>
    /// <param name="periodNanoseconds">Length of a tick, at most an hour.</param>
    /// <returns><see cref="Status.Ok"/>, or <see cref="Status.InvalidArgument"/> for a period out of range.</returns>
    public Status Start(uint coreClockKilohertz, ulong periodNanoseconds)
    {
        const ulong Hour = 3_600_000_000_000;
        if (periodNanoseconds > Hour)
            return Status.InvalidArgument;
        ulong cycles = periodNanoseconds * coreClockKilohertz / NanosecondsPerMillisecond;
        if (cycles < 2)
            return Status.InvalidArgument;
        _roundCount = (uint)((cycles + CyclesMax - 1) / CyclesMax);
        _cyclesPerRound = (uint)(cycles / _roundCount);
        Mmio.Write(ReloadRegister, _cyclesPerRound - 1);
        Mmio.Write(CurrentRegister, 0);
        Mmio.Write(ControlRegister, Enable | ClockIsCore);
        return Status.Ok;
    }

    /// <summary>Waits until the tick that runs has ended.</summary>
    /// <returns><see cref="Status.Ok"/>; <see cref="Status.TimedOut"/> when the timer stands still.</returns>
    public readonly Status WaitForEnd()
    {
        for (uint round = 0; round < _roundCount; round++)
        {
            // A read takes more than one cycle, so these are more reads than a round can have.
            Status status = Mmio.WaitFor(ControlRegister, HasReachedZero, HasReachedZero, _cyclesPerRound + CyclesMax);
            if (status != Status.Ok)
                return status;
        }
        return Status.Ok;
    }
}
