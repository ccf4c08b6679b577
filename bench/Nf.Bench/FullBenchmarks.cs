using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace Nf.Bench;

/// <summary>The comparisons as BenchmarkDotNet runs them, with its statistics and allocated bytes.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls CleanUp, and derives from this class.")]
public class FullBenchmarks
{
    private const int Operations = 1_000;

    private Comparisons? _comparisons;
    private Action<int> _ours = static _ => { };
    private Action<int> _baseline = static _ => { };

    /// <summary>What is compared.</summary>
    [ParamsSource(nameof(Names))]
    public string Comparison { get; set; } = "";

    /// <summary>All comparisons.</summary>
    public static IEnumerable<string> Names
    {
        get
        {
            using Comparisons comparisons = new();
            return [.. comparisons.All.Select(comparison => comparison.Name)];
        }
    }

    /// <summary>Picks the comparison.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _comparisons = new Comparisons();
        Comparison comparison = _comparisons.All.Single(candidate => candidate.Name == Comparison);
        _ours = comparison.Ours;
        _baseline = comparison.Baseline;
    }

    /// <summary>Gives native memory back.</summary>
    [GlobalCleanup]
    public void CleanUp() => _comparisons?.Dispose();

    /// <summary>What ours is compared with.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Operations)]
    public void Baseline() => _baseline(Operations);

    /// <summary>nf.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void Ours() => _ours(Operations);
}
