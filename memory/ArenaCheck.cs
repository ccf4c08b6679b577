namespace Nf.Memory;

/// <summary>The consistency check behind <see cref="Arena.Check"/>: every block, every list, every counter. Changes nothing.</summary>
internal static class ArenaCheck
{
    /// <summary>Runs inside the arena's critical section.</summary>
    public static Status Run(ref byte region)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        Status status = Blocks(ref region, out uint used, out int freeBlocks, out int quarantinedBlocks);
        if (status != Status.Ok)
            return status;
        if (used != (uint)header.UsedBytes || header.PeakBytes < header.UsedBytes || quarantinedBlocks != header.QuarantinedBlocks)
            return Status.ArenaCorrupt;
        return Lists(ref region, freeBlocks);
    }

    // Walks the blocks in address order.
    private static Status Blocks(ref byte region, out uint used, out int freeBlocks, out int quarantinedBlocks)
    {
        used = 0;
        freeBlocks = 0;
        quarantinedBlocks = 0;
        int keptBlocks = 0;
        Status worst = Status.Ok;
        bool previousFree = false;
        uint block = Block.Header(ref region).First;
        while (block < Block.Header(ref region).End)
        {
            uint word = Block.Word(ref region, block);
            uint size = word & ~Block.Flags;
            if (size < Block.MinBytes || size > Block.Header(ref region).End - block || ((word & Block.PreviousFree) != 0) != previousFree)
                return Status.ArenaCorrupt;
            previousFree = (word & Block.ThisFree) != 0;
            if (previousFree)
            {
                // Also refuses two free neighbours.
                if (!Block.IsFree(ref region, block))
                    return Status.ArenaCorrupt;
                freeBlocks++;
            }
            else if (block == Block.Header(ref region).Kept)
            {
                keptBlocks++;
                if (Block.LengthOf(ref region, block) != Block.FreedLength)
                    return Status.ArenaCorrupt;
            }
            else
            {
                used += size;
                uint length = Block.LengthOf(ref region, block);
                if (length == Block.QuarantinedLength)
                    quarantinedBlocks++;
                else if (!Block.IsUsed(ref region, block, length))
                    return Status.ArenaCorrupt;
                else if (!Block.IsGuarded(ref region, block, length))
                    worst = Status.Overrun;
            }
            block += size;
        }
        bool sentinelFits = Block.Word(ref region, block) == (previousFree ? Block.PreviousFree : 0);
        bool keptFits = keptBlocks == (Block.Header(ref region).Kept == 0 ? 0 : 1);
        return block == Block.Header(ref region).End && sentinelFits && keptFits ? worst : Status.ArenaCorrupt;
    }

    // Walks the free lists: with as many entries as there are free blocks, each in its class, none is missing and none is there twice.
    private static Status Lists(ref byte region, int freeBlocks)
    {
        int listed = 0;
        for (uint sizeClass = 0; sizeClass < Block.Header(ref region).Classes; sizeClass++)
        {
            uint row = sizeClass >> SizeClass.RowBits;
            uint link = FreeLists.HeadAt(sizeClass);
            bool marked = (FreeLists.Map(ref region, row) & (1u << (int)(sizeClass & 7))) != 0;
            bool rowMarked = (Block.Header(ref region).Rows & (1u << (int)row)) != 0;
            if (marked != (Block.Word(ref region, link) != 0) || rowMarked != (FreeLists.Map(ref region, row) != 0))
                return Status.ArenaCorrupt;
            for (uint block = Block.Word(ref region, link); block != 0; block = Block.Word(ref region, link))
            {
                if (++listed > freeBlocks || !Block.IsFree(ref region, block) || Block.Word(ref region, block + Block.LinkAt) != link
                    || SizeClass.Of(Block.Word(ref region, block) & ~Block.Flags) != sizeClass)
                    return Status.ArenaCorrupt;
                link = block + Block.NextAt;
            }
        }
        return listed == freeBlocks ? Status.Ok : Status.ArenaCorrupt;
    }
}
