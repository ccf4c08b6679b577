namespace Nf.Cli;

/// <summary>What a board runs after its power failed during an update.</summary>
internal enum CutVersion
{
    /// <summary>No valid package: what must not be.</summary>
    None,

    /// <summary>The package from before the update.</summary>
    Old,

    /// <summary>That of the update.</summary>
    New,
}
