namespace Nf.Rig;

/// <summary>A name of the rig for something on the target.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The address of a sensor, the number of a pin; 0 for the display.</param>
/// <param name="Address">Where it is, as the file says: "i2c:0x48", "gpio:PF0", "display".</param>
/// <param name="Mark">Where the file says so.</param>
public sealed record RigWire(string Name, RigWireKind Kind, int Number, string Address, RigMark Mark)
{
    /// <summary>The name of a pin, as PF0.</summary>
    public string PinName => Address[(Address.IndexOf(':') + 1)..];
}
