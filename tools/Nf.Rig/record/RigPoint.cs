namespace Nf.Rig;

/// <summary>A value at a moment.</summary>
/// <param name="Seconds">When, in seconds of the rig.</param>
/// <param name="Value">The value.</param>
public readonly record struct RigPoint(double Seconds, double Value);
