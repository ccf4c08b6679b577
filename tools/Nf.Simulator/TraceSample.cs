namespace Nf.Simulator;

/// <summary>A number at a tick.</summary>
/// <param name="Tick">When.</param>
/// <param name="Value">What.</param>
public readonly record struct TraceSample(ulong Tick, double Value);
