namespace Nf.Package;

/// <summary>A segment that an instruction names, in the package.</summary>
/// <param name="Global">The global that says how much of it is left.</param>
/// <param name="Start">Offset of its first byte or entry in nf.passive; 0 when none of it is there.</param>
internal readonly record struct LoweredSegment(uint Global, int Start);
