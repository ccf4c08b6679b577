using System;

namespace Nf.Bench;

/// <summary>An engine that can be measured, present or not.</summary>
/// <param name="Name">Short, the same from run to run.</param>
/// <param name="What">What it is, for a table.</param>
/// <param name="Start">Starts it; null when it is not there.</param>
/// <param name="Absence">Why it is not there; empty when it is.</param>
internal sealed record EngineEntry(string Name, string What, Func<IKernelEngine>? Start, string Absence = "")
{
    /// <summary>Slow by nature: measured in fewer and smaller samples.</summary>
    public bool IsSlow { get; init; }
}
