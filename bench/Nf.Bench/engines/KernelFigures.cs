namespace Nf.Bench;

/// <summary>A kernel on an engine.</summary>
/// <param name="Kernel">Its name.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="Rounds">Rounds of the kernel in a sample.</param>
/// <param name="Samples">Samples taken.</param>
/// <param name="Ns">Nanoseconds for a round, median.</param>
/// <param name="Ratio">Beside native: median of the ratios of samples taken next to each other. Above 1, slower.</param>
/// <param name="RatioLowest">The tenth percentile of these ratios.</param>
/// <param name="RatioHighest">Their ninetieth.</param>
internal sealed record KernelFigures(
    string Kernel, string Engine, uint Rounds, int Samples, double Ns, double Ratio, double RatioLowest, double RatioHighest);
