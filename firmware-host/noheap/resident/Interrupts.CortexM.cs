using System.Runtime.InteropServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Hands the chip's interrupts on to nf's drivers; see boards/common/nf_cortex_m.h.</summary>
internal static class Interrupts
{
    [UnmanagedCallersOnly(EntryPoint = "nf_irq")]
    private static void Handle(int number) => BoardInterrupts.Handle(number);
}
