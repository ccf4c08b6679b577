using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>Which line of a GPIO chip each pin is. As long as nothing is said, pin number n is line n.</summary>
public struct PinLines
{
    // Told apart from a line by being no number of one.
    private const ushort NoLine = 0;

    private LineArray _lines;
    private bool _isChosen;

    /// <summary>The highest number of a line.</summary>
    public const int LineMax = 65_533;

    /// <summary>Makes a pin a line; from now on pins of which nothing was said have none. O(1).</summary>
    /// <param name="pin">Any number.</param>
    /// <param name="line">Any number.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.PinNotFound"/>; <see cref="Status.OutOfRange"/> for the line;
    /// <see cref="Status.AlreadyTaken"/> when the pin has a line, or the line is another pin's.
    /// </returns>
    public Status Set(int pin, int line)
    {
        if ((uint)pin >= PinName.PinCount)
            return Status.PinNotFound;
        if ((uint)line > LineMax)
            return Status.OutOfRange;
        for (int i = 0; i < PinName.PinCount; i++)
        {
            if (_lines[i] == line + 1 || (i == pin && _lines[i] != NoLine))
                return Status.AlreadyTaken;
        }
        _lines[pin] = (ushort)(line + 1);
        _isChosen = true;
        return Status.Ok;
    }

    /// <summary>The line of a pin. O(1).</summary>
    /// <param name="pin">0 to 63.</param>
    /// <returns>The line; -1 when the pin has none.</returns>
    public readonly int this[int pin] => _isChosen ? _lines[pin] - 1 : pin;

    [InlineArray(PinName.PinCount)]
    private struct LineArray
    {
        private ushort _first;
    }
}
