using System.Collections.Generic;
using System.Linq;

namespace Nf.Chunker;

/// <summary>What became of many files.</summary>
/// <param name="Files">Each of them, in the order in which they were given.</param>
/// <param name="Crossings">Calls from the host to the parser.</param>
/// <param name="Seconds">Time, reading included.</param>
public sealed record ChunkReport(IReadOnlyList<FileChunks> Files, long Crossings, double Seconds)
{
    /// <summary>All chunks.</summary>
    public IEnumerable<Chunk> Chunks => Files.SelectMany(file => file.Chunks);

    /// <summary>How many files were cut into windows, by reason.</summary>
    public IReadOnlyDictionary<string, int> Fallbacks { get; } =
        Files.Where(file => file.Fallback != null).GroupBy(file => file.Fallback!).ToDictionary(group => group.Key, group => group.Count());
}
