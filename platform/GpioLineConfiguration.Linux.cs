using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>struct gpio_v2_line_config of linux/gpio.h, without attributes: an output starts low. 272 bytes.</summary>
internal struct GpioLineConfiguration
{
    private const int AttributeWords = 30;

    /// <summary>GPIO_V2_LINE_FLAG_INPUT.</summary>
    public const ulong Input = 1 << 2;

    /// <summary>GPIO_V2_LINE_FLAG_OUTPUT.</summary>
    public const ulong Output = 1 << 3;

    /// <summary>GPIO_V2_LINE_FLAG_EDGE_RISING and GPIO_V2_LINE_FLAG_EDGE_FALLING.</summary>
    public const ulong BothEdges = (1 << 4) | (1 << 5);

    /// <summary>GPIO_V2_LINE_FLAG_BIAS_PULL_UP.</summary>
    public const ulong PullUp = 1 << 8;

    /// <summary>Some of the flags above.</summary>
    public ulong Flags;

    private uint _attributeCount;
    private GpioLineRequest.FiveWords _padding;
    private Attributes _attributes;

    /// <summary>Ten times 24 bytes.</summary>
    [InlineArray(AttributeWords)]
    private struct Attributes
    {
        private ulong _first;
    }
}
