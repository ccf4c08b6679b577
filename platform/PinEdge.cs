namespace Nf.Platform;

/// <summary>A change of a pin's level.</summary>
public readonly struct PinEdge
{
    private readonly byte _pinAndLevel;

    /// <summary>A change.</summary>
    /// <param name="pin">The pin, 0 to 63.</param>
    /// <param name="value">Its new level.</param>
    public PinEdge(int pin, PinValue value) => _pinAndLevel = (byte)(pin << 1 | (int)value);

    /// <summary>The pin.</summary>
    public int Pin => _pinAndLevel >> 1;

    /// <summary>The new level.</summary>
    public PinValue Value => (PinValue)(_pinAndLevel & 1);
}
