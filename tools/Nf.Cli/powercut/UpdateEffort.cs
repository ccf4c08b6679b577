using System;

namespace Nf.Cli;

/// <summary>What a whole update takes.</summary>
/// <param name="Stores">Stores to the medium's register.</param>
/// <param name="Writes">Writes to the medium.</param>
internal sealed record UpdateEffort(long Stores, long Writes)
{
    /// <summary>The less of two.</summary>
    public UpdateEffort Least(UpdateEffort other) => new(Math.Min(Stores, other.Stores), Math.Min(Writes, other.Writes));
}
