using System.Collections.Generic;

namespace Nf.Simulator;

/// <summary>What a <see cref="ManagedHost"/> is given.</summary>
public sealed record ManagedHostOptions
{
    /// <summary>The image's own packages, by place; null or none keeps a place empty.</summary>
    public IReadOnlyList<byte[]?> Guests { get; init; } = [];

    /// <summary>The device's key, which every loaded package needs a tag of; null: none does.</summary>
    public byte[]? Key { get; init; }

    /// <summary>What it says that it is.</summary>
    public string Name { get; init; } = "sim";
}
