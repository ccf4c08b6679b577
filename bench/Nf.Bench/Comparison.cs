using System;

namespace Nf.Bench;

/// <summary>Two ways to do the same thing, measured in one run.</summary>
/// <param name="Name">Names the result; the same from run to run.</param>
/// <param name="Ours">Does the given number of operations nf's way.</param>
/// <param name="BaselineName">What it is compared with.</param>
/// <param name="Baseline">Does the given number of operations the other way.</param>
/// <param name="AimRatio">The largest ratio of ours to the baseline that the project accepts; null when there is no aim.</param>
/// <param name="MustNotAllocate">True when ours must not allocate a byte of managed memory.</param>
internal sealed record Comparison(
    string Name, Action<int> Ours, string BaselineName, Action<int> Baseline, double? AimRatio, bool MustNotAllocate = true);
