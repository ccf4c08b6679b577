using System.Collections.Generic;

namespace Nf.Chunker;

/// <summary>What became of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">Its bytes.</param>
/// <param name="Chunks">Its declarations, or windows.</param>
public sealed record FileChunks(SourceFile File, byte[] Text, IReadOnlyList<Chunk> Chunks)
{
    /// <summary>Why it was cut into windows: <see cref="FileChunker.LongLine"/>, or the name of a status; null when it was not.</summary>
    public string? Fallback { get; init; }

    /// <summary>Why it was not read; null when it was.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Nodes of its tree.</summary>
    public int Nodes { get; init; }

    /// <summary>Nodes of text that fits nowhere, and of text that is missing.</summary>
    public int Errors { get; init; }
}
