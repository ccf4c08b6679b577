using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>The interrupt controller of a Cortex-M core.</summary>
internal static class Nvic
{
    /// <summary>Lets an interrupt of the chip through. O(1).</summary>
    /// <param name="number">The interrupt's number in the chip's table; 0 is the first after those of the core.</param>
    public static void Enable(int number) => nf_irq_enable(number);

    /// <summary>Holds an interrupt of the chip off for good. O(1). Source: Arm DDI 0403, B3.4.</summary>
    /// <param name="number">As of <see cref="Enable"/>.</param>
    public static void Disable(int number) => Mmio.Write(ClearEnable + (sizeof(uint) * ((uint)number / 32)), 1u << (number % 32));

    private const uint ClearEnable = 0xE000_E180;

    [DllImport("nf_board")]
    private static extern void nf_irq_enable(int number);
}
