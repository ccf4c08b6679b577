using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>One value over time.</summary>
/// <param name="Name">What it is: the name of a wire, "fuel thermostat", "memory".</param>
/// <param name="Unit">The unit: "°C", "level" for a pin, "units" of fuel since the point before, "bytes".</param>
/// <param name="Points">The values, by time.</param>
public sealed record RigSeries(string Name, string Unit, IReadOnlyList<RigPoint> Points)
{
    /// <summary>The unit of temperatures.</summary>
    public const string Celsius = "°C";

    /// <summary>The unit of pins: 0 or 1.</summary>
    public const string Level = "level";

    /// <summary>The unit of fuel.</summary>
    public const string FuelUnits = "units";

    /// <summary>The unit of memory.</summary>
    public const string Bytes = "bytes";
}
