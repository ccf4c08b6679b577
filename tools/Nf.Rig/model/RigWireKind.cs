namespace Nf.Rig;

/// <summary>What a wire leads to.</summary>
public enum RigWireKind
{
    /// <summary>A temperature sensor on the I2C bus.</summary>
    Sensor,

    /// <summary>A pin.</summary>
    Pin,

    /// <summary>The board's display.</summary>
    Display,
}
