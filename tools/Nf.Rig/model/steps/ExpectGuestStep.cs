using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>`expect: {guest: NAME, …}` or `expect: {telemetry: NAME, …}`: figures of a guest.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="WithinNanoseconds">The time that it may take.</param>
/// <param name="Guest">The guest's name, or its place.</param>
/// <param name="Conditions">What its figures have to be.</param>
public sealed record ExpectGuestStep(RigMark Mark, ulong WithinNanoseconds, string Guest, IReadOnlyList<RigCondition> Conditions)
    : ExpectStep(Mark, WithinNanoseconds)
{
    /// <inheritdoc/>
    public override string Expected => $"{Guest}: {string.Join(", ", Conditions.Select(condition => condition.Text))}";
}
