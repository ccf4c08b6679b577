using System;
using System.Collections.Generic;

namespace Nf.Fuzz;

/// <summary>Compares what two engines did with a case.</summary>
internal static class EngineOracle
{
    /// <summary>The first difference.</summary>
    /// <param name="interpreted">What the interpreter did.</param>
    /// <param name="compiled">What compiled code did.</param>
    /// <param name="cause">Why that must be so; null when it must not.</param>
    /// <returns>The difference; null when there is none.</returns>
    public static string? Compare(IReadOnlyList<CaseStep> interpreted, IReadOnlyList<CaseStep> compiled, out string? cause)
    {
        cause = null;
        for (int i = 0; i < Math.Min(interpreted.Count, compiled.Count); i++)
        {
            if (interpreted[i] == compiled[i])
                continue;
            cause = Cause(interpreted[i], compiled[i]);
            return $"interpreter '{interpreted[i]}', ahead of time '{compiled[i]}'";
        }
        return interpreted.Count == compiled.Count ? null : $"interpreter {interpreted.Count} steps, ahead of time {compiled.Count}";
    }

    // Each engine has limits of its own, which are told apart from what a module does.
    private static string? Cause(CaseStep interpreted, CaseStep compiled)
    {
        if (interpreted.What == "create")
        {
            if (interpreted.Status is Status.LimitExceeded or Status.OutOfMemory or Status.EngineRefused)
                return $"the interpreter refuses: {interpreted.Status}";
            return compiled.Status == Status.InvalidArgument ? "a frame of compiled code takes more than a quarter of the native stack" : null;
        }
        if (interpreted.Status == Status.TrapStackOverflow)
            return "stack overflow of the interpreter";
        return compiled.Status == Status.TrapStackOverflow ? "stack overflow of compiled code" : null;
    }
}
