namespace Nf.Fuzz;

/// <summary>What was seen at one point of a case.</summary>
/// <param name="What">The point: create, start, a call, state, reset.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Detail">Values, fuel, backtrace; or memory and globals.</param>
internal readonly record struct CaseStep(string What, Status Status, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{What}: {Status} {Detail}";
}
