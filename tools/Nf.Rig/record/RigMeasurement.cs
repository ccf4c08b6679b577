namespace Nf.Rig;

/// <summary>A figure that a step asked for.</summary>
/// <param name="Name">What was measured: "fuel of thermostat".</param>
/// <param name="Value">What it came to.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">The most that it may be; null when nobody said.</param>
public sealed record RigMeasurement(string Name, double Value, string Unit, double? Limit)
{
    /// <summary>Whether it is within its limit.</summary>
    public bool Holds => Limit == null || Value <= Limit;
}
