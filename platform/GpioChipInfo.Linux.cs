using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>struct gpiochip_info of linux/gpio.h. 68 bytes.</summary>
internal struct GpioChipInfo
{
    private NameBytes _names;

    /// <summary>Lines of the chip.</summary>
    public uint LineCount;

    /// <summary>Name and label, 32 bytes each.</summary>
    [InlineArray(64)]
    private struct NameBytes
    {
        private byte _first;
    }
}
