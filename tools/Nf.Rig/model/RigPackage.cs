using Nf.Package;

namespace Nf.Rig;

/// <summary>A package that a step loads.</summary>
/// <param name="Path">A .wasm file or a folder.</param>
/// <param name="Name">The name of the guest in it.</param>
/// <param name="Version">The version that it is packed with; null: its own.</param>
/// <param name="Place">The place that it goes to.</param>
/// <param name="Activate">Whether it runs at once, on trial.</param>
/// <param name="Confirm">Whether it is kept without a trial.</param>
public sealed record RigPackage(string Path, string Name, GuestVersion? Version, byte Place, bool Activate, bool Confirm)
{
    /// <summary>The package in words.</summary>
    public string Text => $"{Name}{(Version is { } version ? $" {version}" : "")} into place {Place}"
        + (Confirm ? ", confirmed" : Activate ? ", activated" : "");
}
