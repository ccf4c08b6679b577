using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Bench;

/// <summary>
/// Instructions on an emulated Cortex-M: QEMU with <c>-icount shift=6</c> lets each take 64 ns of the board's time, which the system timer
/// of the core counts at the core's clock. Exact to one or two. Source: Arm DDI 0403, B3.3; QEMU manual, "TCG instruction counting".
/// </summary>
public readonly struct InstructionCounter : IElapsedCounter
{
    private const uint ControlRegister = 0xE000E010;
    private const uint ReloadRegister = 0xE000E014;
    private const uint CurrentRegister = 0xE000E018;
    private const uint EnableAtCoreClock = (1 << 0) | (1 << 2);
    private const uint TickMask = (1 << 24) - 1;
    private const ulong InstructionsPerSecond = 1_000_000_000 / 64;

    /// <inheritdoc/>
    public static void Start()
    {
        Mmio.Write(ReloadRegister, TickMask);
        Mmio.Write(CurrentRegister, 0);
        Mmio.Write(ControlRegister, EnableAtCoreClock);
    }

    /// <inheritdoc/>
    public static uint Now => Mmio.Read(CurrentRegister);

    /// <summary>The timer counts down, in 24 bits.</summary>
    public static uint Elapsed(uint begin, uint end)
    {
        ulong ticks = (begin - end) & TickMask;
        return (uint)((ticks * InstructionsPerSecond + BoardConstants.ClockHz / 2) / BoardConstants.ClockHz);
    }
}
