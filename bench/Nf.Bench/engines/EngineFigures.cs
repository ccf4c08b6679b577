namespace Nf.Bench;

/// <summary>An engine as a whole.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it is.</param>
/// <param name="Absence">Why it was not measured; empty when it was.</param>
/// <param name="Ratio">Geometric mean of its kernels' ratios to native; null when it was not measured.</param>
/// <param name="StartMs">From starting a process to the result of a first call, by the wall clock, median.</param>
/// <param name="LoadMs">From the module's bytes to the result of a first call in a process that runs, median; null when that cannot be had.</param>
/// <param name="PeakKib">The most memory that its process had resident; null when that cannot be had.</param>
internal sealed record EngineFigures(
    string Name, string What, string Absence, double? Ratio, double? StartMs, double? LoadMs, long? PeakKib);
