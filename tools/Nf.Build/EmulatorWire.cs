namespace Nf.Build;

/// <summary>A connection that the emulator's monitor makes: <c>qom-set</c> of a property to the path of what it leads to.</summary>
/// <param name="Path">The device whose output it is.</param>
/// <param name="Property">The output.</param>
/// <param name="Value">The input that it leads to.</param>
public sealed record EmulatorWire(string Path, string Property, string Value);
