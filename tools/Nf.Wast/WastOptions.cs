using System;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Where tests of the specification run, and by which engine.</summary>
public sealed record WastOptions
{
    /// <summary>The name of a board; null for this process.</summary>
    public string? Target { get; init; }

    /// <summary>What runs the modules.</summary>
    public GuestEngine Engine { get; init; }

    /// <summary>How compiled code checks accesses.</summary>
    public AheadChecks Checks { get; init; } = AheadChecks.Guard;

    /// <summary>gcc's optimisation, as <c>-O2</c>; null for the compiler that is done soonest.</summary>
    public string? Optimisation { get; init; }

    /// <summary>Told what is being done; null for nobody.</summary>
    public Action<string>? Progress { get; init; }
}
