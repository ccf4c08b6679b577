using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>struct gpio_v2_line_event of linux/gpio.h, as the words that are read: time, kind and line, sequence numbers, nothing. 48 bytes.</summary>
[InlineArray(6)]
internal struct GpioLineEvent
{
    private const int KindWord = 1;
    private const int SequenceWord = 2;
    private const int HighHalf = 32;
    private const uint Rising = 1;

    private ulong _word;

    /// <summary>The level that the line had then.</summary>
    public readonly PinValue Level => (uint)this[KindWord] == Rising ? PinValue.High : PinValue.Low;

    /// <summary>Its number among those of the line; from 1 on.</summary>
    public readonly uint LineSequence => (uint)(this[SequenceWord] >> HighHalf);
}
