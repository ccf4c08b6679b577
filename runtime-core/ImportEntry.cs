using System;

namespace Nf.Runtime;

/// <summary>One import, read in place.</summary>
public ref struct ImportEntry
{
    /// <summary>Name of the module that should offer it.</summary>
    public ReadOnlySpan<byte> Module;

    /// <summary>Its name in that module.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>What it is.</summary>
    public ExternalKind Kind;

    /// <summary>For a function: index of its type.</summary>
    public int TypeIndex;

    /// <summary>Byte offset of the entry in the module.</summary>
    public int Offset;
}
