using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>What a run of all engines gave.</summary>
/// <param name="Kernels">The kernels that were run.</param>
/// <param name="Engines">All engines, those that are not there included.</param>
/// <param name="Figures">Each kernel on each engine that is there.</param>
internal sealed record EngineComparison(
    IReadOnlyList<Kernel> Kernels, IReadOnlyList<EngineFigures> Engines, IReadOnlyList<KernelFigures> Figures)
{
    /// <summary>The figures of a kernel on an engine; null when the engine is not there.</summary>
    public KernelFigures? Of(Kernel kernel, string engine) =>
        Figures.FirstOrDefault(figures => figures.Kernel == kernel.Name && figures.Engine == engine);

    /// <summary>How much longer one engine takes than another: geometric mean over the kernels; null when one is not there.</summary>
    public double? Beside(string engine, string other) =>
        Ratio(engine) / Ratio(other);

    private double? Ratio(string engine) => Engines.FirstOrDefault(each => each.Name == engine)?.Ratio;
}
