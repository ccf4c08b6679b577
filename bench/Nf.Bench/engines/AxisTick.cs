namespace Nf.Bench;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What stands there; may be empty.</param>
/// <param name="IsPower">Whether it is a power of ten.</param>
internal readonly record struct AxisTick(double Value, string Label, bool IsPower);
