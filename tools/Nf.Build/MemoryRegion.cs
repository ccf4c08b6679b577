namespace Nf.Build;

/// <summary>A run of addresses of a board.</summary>
/// <param name="Origin">The first address.</param>
/// <param name="Bytes">How many.</param>
public sealed record MemoryRegion(long Origin, long Bytes);
