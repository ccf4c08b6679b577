using System.Collections.Generic;

namespace Nf.Bench;

/// <summary>What is measured, and how often.</summary>
/// <param name="Kernels">The kernels.</param>
/// <param name="Engines">The engines; the first one is native code.</param>
/// <param name="Rounds">Samples of each kernel on each engine.</param>
/// <param name="SampleNs">What a sample takes about, in nanoseconds.</param>
/// <param name="Starts">Times that each engine is started.</param>
internal sealed record EnginePlan(
    IReadOnlyList<Kernel> Kernels, IReadOnlyList<EngineEntry> Engines, int Rounds, double SampleNs, int Starts)
{
    /// <summary>Some minutes: for the figures that are written down.</summary>
    public static EnginePlan Full(IReadOnlyList<Kernel> kernels, IReadOnlyList<EngineEntry> engines) => new(kernels, engines, 15, 20e6, 5);

    /// <summary>Under a minute.</summary>
    public static EnginePlan Quick(IReadOnlyList<Kernel> kernels, IReadOnlyList<EngineEntry> engines) => new(kernels, engines, 3, 4e6, 1);
}
