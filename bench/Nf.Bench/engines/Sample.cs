namespace Nf.Bench;

/// <summary>What an engine answered.</summary>
/// <param name="Checksum">The kernel's result.</param>
/// <param name="Nanoseconds">What it took.</param>
internal readonly record struct Sample(ulong Checksum, double Nanoseconds);
