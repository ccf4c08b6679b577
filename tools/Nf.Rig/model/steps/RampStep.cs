using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>`ramp`: what a sensor measures goes evenly from one temperature to another.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Sensor">The sensor.</param>
/// <param name="From">The first temperature in thousandths of a degree.</param>
/// <param name="To">The last one.</param>
/// <param name="OverNanoseconds">The time that it takes.</param>
public sealed record RampStep(RigMark Mark, RigWire Sensor, int From, int To, ulong OverNanoseconds) : RigStep(Mark)
{
    /// <inheritdoc/>
    public override string Text =>
        $"ramp {Sensor.Name} from {RigText.Temperature(From)} to {RigText.Temperature(To)} over {RigText.Duration(OverNanoseconds)}";

    /// <inheritdoc/>
    public override IEnumerable<RigNeed> Needs => [new(RigAbility.SetTemperature, Sensor)];
}
