namespace Nf.Platform;

/// <summary>What happens to a board in a scenario. The numbers are those of the binary form.</summary>
public enum ScenarioEventKind
{
    /// <summary>A temperature sensor measures something else; the value is in thousandths of a degree Celsius.</summary>
    Temperature = 1,

    /// <summary>The I2C device stops answering; the value is 0.</summary>
    I2cAbsent = 2,

    /// <summary>The I2C device answers again; the value is 0.</summary>
    I2cPresent = 3,

    /// <summary>A pin is driven from outside; the value is 0 for Low, 1 for High.</summary>
    PinLevel = 4,
}
