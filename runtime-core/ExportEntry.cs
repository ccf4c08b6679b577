using System;

namespace Nf.Runtime;

/// <summary>One export, read in place.</summary>
public ref struct ExportEntry
{
    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>What it is.</summary>
    public ExternalKind Kind;

    /// <summary>Index in the index space of its kind.</summary>
    public int Index;
}
