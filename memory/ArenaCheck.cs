namespace Nf.Memory;

/// <summary>The consistency check behind <see cref="Arena.Check"/>: every block, every list, every counter. Changes nothing.</summary>
internal static unsafe class ArenaCheck
{
    /// <summary>Runs inside the arena's critical section.</summary>
    public static Status Run(Arena arena)
    {
        ArenaHeader* header = arena.Header;
        Status status = Blocks(arena, out uint used, out int freeBlocks, out int quarantinedBlocks);
        if (status != Status.Ok)
            return status;
        if (used != (uint)header->UsedBytes || header->UsedBytes > header->PeakBytes || quarantinedBlocks != header->QuarantinedBlocks)
            return Status.ArenaCorrupt;
        return Lists(arena, freeBlocks);
    }

    // Walks the blocks in address order.
    private static Status Blocks(Arena arena, out uint used, out int freeBlocks, out int quarantinedBlocks)
    {
        used = 0;
        freeBlocks = 0;
        quarantinedBlocks = 0;
        Status worst = Status.Ok;
        bool previousFree = false;
        uint block = arena.Header->First;
        while (block < arena.Header->End)
        {
            uint word = arena.Word(block);
            uint size = word & ~Arena.Flags;
            if (size < Arena.MinBlockBytes || size > arena.Header->End - block || ((word & Arena.PreviousFree) != 0) != previousFree)
                return Status.ArenaCorrupt;
            previousFree = (word & Arena.ThisFree) != 0;
            if (previousFree)
            {
                // Also refuses two free neighbours.
                if (!arena.IsFreeBlock(block))
                    return Status.ArenaCorrupt;
                freeBlocks++;
            }
            else
            {
                used += size;
                uint length = arena.Word(block + Arena.SealAt) ^ arena.Key(block);
                if (length == Arena.QuarantinedLength)
                    quarantinedBlocks++;
                else if (!arena.IsUsedBlock(block, length))
                    return Status.ArenaCorrupt;
                else if (arena.GuardOf(block, length) != Arena.Guard)
                    worst = Status.Overrun;
            }
            block += size;
        }
        bool sentinelFits = arena.Word(block) == (previousFree ? Arena.PreviousFree : 0);
        return block == arena.Header->End && sentinelFits ? worst : Status.ArenaCorrupt;
    }

    // Walks the free lists: with as many entries as there are free blocks, each in its class, none is missing and none is there twice.
    private static Status Lists(Arena arena, int freeBlocks)
    {
        int listed = 0;
        for (uint sizeClass = 0; sizeClass < arena.Header->Classes; sizeClass++)
        {
            uint row = sizeClass >> SizeClass.RowBits;
            uint link = Arena.HeadAt(sizeClass);
            bool marked = (arena.Map(row) & (1u << (int)(sizeClass & 7))) != 0;
            if (marked != (arena.Word(link) != 0) || ((arena.Header->Rows & (1u << (int)row)) != 0) != (arena.Map(row) != 0))
                return Status.ArenaCorrupt;
            for (uint block = arena.Word(link); block != 0; block = arena.Word(link))
            {
                if (++listed > freeBlocks || !arena.IsFreeBlock(block) || arena.Word(block + Arena.LinkAt) != link
                    || SizeClass.Of(arena.Word(block) & ~Arena.Flags) != sizeClass)
                    return Status.ArenaCorrupt;
                link = block + Arena.NextAt;
            }
        }
        return listed == freeBlocks ? Status.Ok : Status.ArenaCorrupt;
    }
}
