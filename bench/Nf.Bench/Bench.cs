using System;

namespace Nf.Bench;

/// <summary>Ends the program when a workload does not do what it is measured for: a figure of a failed operation means nothing.</summary>
internal static class Bench
{
    public static void Require(Status status)
    {
        if (status != Status.Ok) throw new InvalidOperationException($"a measured operation failed: {status}");
    }

    public static void Require(bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException($"a measured operation failed: {what}");
    }
}
