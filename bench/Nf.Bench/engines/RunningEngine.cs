using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>An engine that was started, and what was measured of it so far.</summary>
internal sealed class RunningEngine(EngineEntry entry, IKernelEngine engine)
{
    private readonly Dictionary<Kernel, List<(double Ns, double Ratio)>> _samples = [];
    private readonly List<double> _loadsMs = [];

    public EngineEntry Entry { get; } = entry;

    public IKernelEngine Engine { get; } = engine;

    /// <summary>Rounds of each kernel that make a sample.</summary>
    public Dictionary<Kernel, uint> Rounds { get; } = [];

    /// <summary>From starting a process to the result of its first call, in milliseconds.</summary>
    public List<double> StartsMs { get; } = [];

    /// <summary>Keeps a sample.</summary>
    /// <param name="kernel">Of which kernel.</param>
    /// <param name="ns">Nanoseconds for a round.</param>
    /// <param name="ratio">To native code.</param>
    public void Add(Kernel kernel, double ns, double ratio)
    {
        if (!_samples.TryGetValue(kernel, out List<(double, double)>? samples))
            _samples[kernel] = samples = [];
        samples.Add((ns, ratio));
    }

    /// <summary>Measures a load, if it can.</summary>
    public void AddLoad()
    {
        if (Engine.Load() is double nanoseconds)
            _loadsMs.Add(nanoseconds / 1e6);
    }

    /// <summary>What the samples of a kernel say.</summary>
    public KernelFigures Conclude(Kernel kernel)
    {
        IEnumerable<double> ratios = _samples[kernel].Select(sample => sample.Ratio);
        return new KernelFigures(
            kernel.Name, Entry.Name, Rounds[kernel], _samples[kernel].Count, Statistics.Median(_samples[kernel].Select(sample => sample.Ns)),
            Statistics.Median(ratios), Statistics.Quantile(ratios, 0.1), Statistics.Quantile(ratios, 0.9));
    }

    /// <summary>What all its kernels say.</summary>
    /// <param name="kernels">Its own.</param>
    public EngineFigures Conclude(IEnumerable<KernelFigures> kernels) => new(
        Entry.Name, Entry.What, Entry.Absence, Statistics.GeometricMean(kernels.Select(figures => figures.Ratio)),
        Statistics.Median(StartsMs), _loadsMs.Count == 0 ? null : Statistics.Median(_loadsMs), Engine.PeakKib);
}
