using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>
/// The block that was freed last: it is joined with its neighbours only when the next one is freed, or when nothing else fits.
/// Programs often ask for the size that they just gave back; then neither a list nor a neighbour has to be touched.
/// </summary>
/// <remarks>
/// To its neighbours the block looks like one in use; its seal holds <see cref="Block.FreedLength"/>. One block, so that allocating
/// and freeing stay constant work. <c>nf bench</c> shows what it saves for a pair of both: 10 of 18 ns where it was written.
/// </remarks>
internal static class KeptBlock
{
    /// <summary>Keeps a block that was in use, and joins the one that was kept before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Status Replace(ref byte region, uint block)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        uint former = header.Kept;
        Block.SetLength(ref region, block, Block.FreedLength);
        header.UsedBytes -= (int)(Block.Word(ref region, block) & ~Block.Flags);
        header.Kept = block;
        return former == 0 ? Status.Ok : Join(ref region, former);
    }

    /// <summary>Whether the block that is kept serves a request: it has its size, or hardly more.</summary>
    /// <param name="region">The start of the region.</param>
    /// <param name="kept">The block; not 0.</param>
    /// <param name="need">The size of the block that is asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits(ref byte region, uint kept, uint need) =>
        Is(ref region, kept) && (Block.Word(ref region, kept) & ~Block.Flags) - need < Block.MinRemainder(need);

    /// <summary>Joins the block that is kept, if there is one.</summary>
    public static Status Release(ref byte region)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        uint kept = header.Kept;
        header.Kept = 0;
        return kept == 0 ? Status.Ok : Join(ref region, kept);
    }

    private static Status Join(ref byte region, uint block) =>
        Is(ref region, block) ? BlockAllocator.Merge(ref region, block) : Status.ArenaCorrupt;

    // Whether an offset is a block that may be kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is(ref byte region, uint block)
    {
        if (!Block.IsPlace(ref region, block))
            return false;
        uint word = Block.Word(ref region, block);
        return (word & Block.ThisFree) == 0 && (word & ~Block.Flags) - Block.MinBytes <= Block.Header(ref region).End - block - Block.MinBytes
            && Block.LengthOf(ref region, block) == Block.FreedLength;
    }
}
