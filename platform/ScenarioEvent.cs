namespace Nf.Platform;

/// <summary>One thing that happens to a board at the beginning of a tick.</summary>
/// <param name="tick">When: before the guests run in this tick.</param>
/// <param name="kind">What.</param>
/// <param name="target">An I2C address or a pin, as the kind says.</param>
/// <param name="value">As the kind says.</param>
public readonly struct ScenarioEvent(uint tick, ScenarioEventKind kind, byte target, int value)
{
    /// <summary>When: before the guests run in this tick.</summary>
    public uint Tick { get; } = tick;

    /// <summary>What happens.</summary>
    public ScenarioEventKind Kind { get; } = kind;

    /// <summary>An I2C address or a pin, as the kind says.</summary>
    public byte Target { get; } = target;

    /// <summary>As the kind says.</summary>
    public int Value { get; } = value;

    /// <summary>Checks that the event means something, whatever the board. O(1).</summary>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.NotSupported"/> for an unknown kind; <see cref="Status.InvalidArgument"/> for a target or
    /// value that the kind does not have.
    /// </returns>
    public Status Validate()
    {
        bool isValid;
        switch (Kind)
        {
            case ScenarioEventKind.Temperature:
                isValid = I2cAddress.IsValid(Target) && Value is >= Tmp105.MilliCelsiusMin and <= Tmp105.MilliCelsiusMax;
                break;
            case ScenarioEventKind.I2cAbsent:
            case ScenarioEventKind.I2cPresent:
                isValid = I2cAddress.IsValid(Target) && Value == 0;
                break;
            case ScenarioEventKind.PinLevel:
                isValid = Target < PinName.PinCount && Value is 0 or 1;
                break;
            default:
                return Status.NotSupported;
        }
        return isValid ? Status.Ok : Status.InvalidArgument;
    }
}
