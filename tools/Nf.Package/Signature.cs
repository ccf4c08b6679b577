using System;
using System.Linq;

namespace Nf.Package;

/// <summary>A function type, equal to another with the same parameters and results.</summary>
/// <param name="Parameters">Value types, a byte each.</param>
/// <param name="Results">Value types, a byte each.</param>
internal sealed record Signature(byte[] Parameters, byte[] Results)
{
    /// <inheritdoc/>
    public bool Equals(Signature? other) =>
        other is not null && Parameters.SequenceEqual(other.Parameters) && Results.SequenceEqual(other.Results);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Parameters);
        hash.Add(':');
        hash.AddBytes(Results);
        return hash.ToHashCode();
    }
}
