using System;
using System.Globalization;

namespace Nf.Simulator;

/// <summary>A value with its WebAssembly type.</summary>
/// <param name="Type">"i32", "i64", "f32", "f64", "externref" or "funcref".</param>
/// <param name="Value">A long, float, double or <see cref="ReferenceNumber"/>.</param>
public sealed record GuestValue(string Type, IFormattable Value)
{
    /// <summary>The value as people write it, floats so that they read back exactly.</summary>
    public override string ToString() => Value.ToString(null, CultureInfo.InvariantCulture);
}
