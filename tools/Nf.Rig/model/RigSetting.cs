namespace Nf.Rig;

/// <summary>What a wire is set to.</summary>
/// <param name="Wire">A sensor or a pin.</param>
/// <param name="Value">Thousandths of a degree of a sensor, 0 or 1 of a pin; null: the sensor does not answer any more.</param>
public sealed record RigSetting(RigWire Wire, int? Value)
{
    /// <summary>The setting in words.</summary>
    public string Text => Value switch
    {
        null => $"{Wire.Name} away",
        { } milliCelsius when Wire.Kind == RigWireKind.Sensor => $"{Wire.Name} to {RigText.Temperature(milliCelsius)}",
        { } level => $"{Wire.Name} to {level}",
    };

    /// <summary>What it needs of the target.</summary>
    public RigNeed Need => new(
        Wire.Kind == RigWireKind.Pin ? RigAbility.DrivePin : Value == null ? RigAbility.TakeSensorAway : RigAbility.SetTemperature, Wire);
}
