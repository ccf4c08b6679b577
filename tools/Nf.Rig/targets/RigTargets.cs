using System.Collections.Generic;
using System.Linq;
using Nf.Errors;

namespace Nf.Rig;

/// <summary>All kinds of targets.</summary>
public static class RigTargets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RigTargetKind> Kinds { get; } =
    [
        SimulatedTarget.Kind,
        .. ProcessTarget.Kinds,
        EmulatedBoardTarget.Kind,
        .. LineTarget.Kinds,
    ];

    /// <summary>The forms of all, for messages.</summary>
    public static string Forms => string.Join(", ", Kinds.Select(kind => kind.Form));

    /// <summary>The kind of a target.</summary>
    /// <param name="target">The target, as on the command line.</param>
    /// <exception cref="NfException">Usage: there is none such.</exception>
    public static RigTargetKind KindOf(string target) => Kinds.FirstOrDefault(kind => kind.Is(target))
        ?? throw new NfException(Status.Usage, $"The target is '{target}', but must be one of {Forms}.");
}
