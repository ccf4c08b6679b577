using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>struct gpio_v2_line_request of linux/gpio.h: asks a chip for one line. A test compares it with the kernel's header.</summary>
internal struct GpioLineRequest
{
    private const int LinesMax = 64;
    private const int ConsumerBytes = 32;

    /// <summary>The first of the lines that are asked for.</summary>
    public uint Line;

    private OtherLines _otherLines;

    /// <summary>Who uses it, for whoever looks at the chip.</summary>
    public NameBytes Consumer;

    /// <summary>What it is used for.</summary>
    public GpioLineConfiguration Configuration;

    /// <summary>Number of lines: 1.</summary>
    public uint LineCount;

    /// <summary>Events that the kernel keeps; 0: 16 a line.</summary>
    public uint EventCount;

    private FiveWords _padding;

    /// <summary>The answer: a descriptor of the line.</summary>
    public int FileDescriptor;

    [InlineArray(LinesMax - 1)]
    private struct OtherLines
    {
        private uint _first;
    }

    [InlineArray(ConsumerBytes)]
    internal struct NameBytes
    {
        private byte _first;
    }

    [InlineArray(5)]
    internal struct FiveWords
    {
        private uint _first;
    }
}
