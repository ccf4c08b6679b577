namespace Nf.Bench;

/// <summary>What the project wants of a figure.</summary>
/// <param name="Name">Short, the same from run to run.</param>
/// <param name="What">What the figure is.</param>
/// <param name="Value">The figure; null when it could not be had.</param>
/// <param name="Limit">What it is compared with.</param>
/// <param name="IsLeast">Whether it must be at least that much, rather than at most.</param>
internal sealed record Aim(string Name, string What, double? Value, double Limit, bool IsLeast)
{
    /// <summary>Whether the figure is there and good enough.</summary>
    public bool Met => IsLeast ? Value >= Limit : Value <= Limit;
}
