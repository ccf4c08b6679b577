namespace Nf.Chunker;

/// <summary>What the parser is given.</summary>
public sealed record ParserOptions
{
    /// <summary>Instances in use at once, at most.</summary>
    public const int ConcurrencyMax = 256;

    /// <summary>Instances in use at once, 1 to <see cref="ConcurrencyMax"/>.</summary>
    public int Concurrency { get; init; } = 2;

    /// <summary>Pages that an instance can have at most: 1 GiB.</summary>
    public const uint MemoryPagesMost = 16384;

    /// <summary>Linear memory of one instance, in pages of 64 KiB, at most <see cref="MemoryPagesMost"/>.</summary>
    public uint MemoryPages { get; init; } = 1024;

    /// <summary>
    /// Fuel for one file. Ordinary sources take some 25,000 units a byte: a function of the lexer that is one large switch is charged for
    /// all of its cases at each call.
    /// </summary>
    public ulong Fuel { get; init; } = 100_000_000_000;

    /// <summary>Files that an instance parses before it goes back to the pool, which resets it.</summary>
    public int FilesPerLease { get; init; } = 64;

    /// <summary>An instance whose memory has grown by more bytes than this goes back at once, and is closed.</summary>
    public uint GrowthBytesMax { get; init; } = 16 << 20;
}
