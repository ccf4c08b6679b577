using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>Allocation and freeing of an <see cref="Arena"/>. Constant work, no loops.</summary>
internal static class BlockAllocator
{
    /// <summary>Allocates, inside the critical section.</summary>
    /// <param name="region">The start of the region.</param>
    /// <param name="bytes">Payload bytes; any number.</param>
    /// <param name="alignment">Any number.</param>
    /// <returns>The offset of the block, or a status: see <see cref="IsStatus"/>. One register carries both, an <c>out</c> would go
    /// through memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Take(ref byte region, int bytes, int alignment)
    {
        if (bytes <= 0 || (uint)(alignment - 1) >= Arena.MaxAlignment || (alignment & (alignment - 1)) != 0)
            return (uint)Status.InvalidArgument;
        ref ArenaHeader header = ref Block.Header(ref region);
        uint state = CriticalSection.Enter(ref header.Lock);
        uint block = Allocate(ref region, (uint)bytes, (uint)alignment);
        CriticalSection.Exit(ref header.Lock, state);
        return block;
    }

    /// <summary>Whether a result of <see cref="Take"/> is a status: those are smaller numbers than the offset of any block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsStatus(uint block) => block < ArenaHeader.MinFirst;

    /// <summary>Frees, inside the critical section.</summary>
    /// <param name="region">The start of the region.</param>
    /// <param name="offset">Where the payload starts; any number.</param>
    /// <param name="length">The payload length according to the owner.</param>
    /// <param name="isLengthKnown">Whether there is such a length; else the seal's is taken.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Status Give(ref byte region, nint offset, uint length, bool isLengthKnown)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        // What this reads changes in no arena's lifetime, so it needs no lock.
        if (!header.IsValid)
            return Status.ArenaCorrupt;
        if (!Block.IsPayload(ref region, offset))
            return Status.ForeignSpan;
        uint block = (uint)offset - Block.HeaderBytes;
        uint state = CriticalSection.Enter(ref header.Lock);
        uint sealedLength = Block.LengthOf(ref region, block);
        Status status = Free(ref region, block, isLengthKnown ? length : sealedLength, sealedLength);
        CriticalSection.Exit(ref header.Lock, state);
        return status;
    }

    // Finds a free block and cuts the payload's block from it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Allocate(ref byte region, uint bytes, uint alignment)
    {
        uint state = Block.Header(ref region).CheckedState;
        if (state != ArenaHeader.Boot)
            return (uint)(state == ArenaHeader.Sealed ? Status.ArenaSealed : Status.ArenaCorrupt);
        uint need = Block.SizeFor(bytes);
        uint kept = Block.Header(ref region).Kept;
        if (kept != 0 && alignment <= Arena.Granularity && KeptBlock.Fits(ref region, kept, need))
            return Reuse(ref region, kept, bytes);
        // A payload may have to move down by alignment - 8, and what is left before it must be a block (24) or nothing.
        uint search = alignment <= Arena.Granularity ? need : need + alignment + (Block.MinBytes - Arena.Granularity);
        uint free = FreeLists.FindFit(ref region, SizeClass.AtLeast(search));
        if (free == 0)
            return AllocateTight(ref region, bytes, need, alignment);
        if (!Block.IsFree(ref region, free))
            return (uint)Status.ArenaCorrupt;
        return Carve(ref region, free, bytes, need, alignment);
    }

    // Checks a block that comes back and keeps it aside.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Status Free(ref byte region, uint block, uint length, uint sealedLength)
    {
        if (length != sealedLength || !Block.IsUsed(ref region, block, length))
            return WhyNotUsed(ref region, length, sealedLength);
        if (!Block.IsGuarded(ref region, block, length))
            return Quarantine(ref region, block);
        return KeptBlock.Replace(ref region, block);
    }

    /// <summary>Why a place holds no block in use of the given length.</summary>
    /// <param name="region">The start of the region.</param>
    /// <param name="length">The payload length according to the owner, or to the seal.</param>
    /// <param name="sealedLength">The payload length according to the seal.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Status WhyNotUsed(ref byte region, uint length, uint sealedLength) => sealedLength switch
    {
        Block.FreedLength => Status.DoubleFree,
        Block.QuarantinedLength => Status.Overrun,
        // A seal that fits the place beside a size that does not.
        _ => length == sealedLength && length < Block.Header(ref region).End ? Status.ArenaCorrupt : Status.ForeignSpan,
    };

    // Hands out the block that was kept aside.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Reuse(ref byte region, uint kept, uint bytes)
    {
        Block.Header(ref region).Kept = 0;
        Block.SetLength(ref region, kept, bytes);
        Block.SetGuard(ref region, kept, bytes);
        Charge(ref region, (int)(Block.Word(ref region, kept) & ~Block.Flags));
        return kept;
    }

    // The search skips the request's own class, as its blocks may be too small. Its first block is tried when there is nothing else,
    // so that an empty arena gives its whole capacity.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint AllocateTight(ref byte region, uint bytes, uint need, uint alignment)
    {
        if (Block.Header(ref region).Kept != 0)
            return AllocateJoined(ref region, bytes, alignment);
        uint capacity = Block.Header(ref region).End - Block.Header(ref region).First;
        uint free = need > capacity ? 0 : Block.Word(ref region, FreeLists.HeadAt(SizeClass.Of(need)));
        if (free == 0)
            return (uint)Status.OutOfMemory;
        if (!Block.IsFree(ref region, free))
            return (uint)Status.ArenaCorrupt;
        uint size = Block.Word(ref region, free) & ~Block.Flags;
        return size < need ? (uint)Status.OutOfMemory : Carve(ref region, free, bytes, need, alignment);
    }

    // Once more, after the block that is kept aside was joined with its neighbours: then none is kept, so this happens once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint AllocateJoined(ref byte region, uint bytes, uint alignment)
    {
        Status status = KeptBlock.Release(ref region);
        return status == Status.Ok ? Allocate(ref region, bytes, alignment) : (uint)status;
    }

    // Cuts a block from the end of a free one: what is left keeps its place, and mostly its list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Carve(ref byte region, uint free, uint bytes, uint need, uint alignment)
    {
        bool isAligned = alignment > Arena.Granularity;
        uint size = Block.Word(ref region, free) & ~Block.Flags;
        uint end = free + size;
        uint payload = end - need + Block.HeaderBytes;
        payload -= (Block.AddressOf(ref region) + payload) & (alignment - 1);
        uint used = payload - Block.HeaderBytes;
        uint left = used - free;
        uint remainder = Block.MinRemainder(need);
        bool isWhole = left < (isAligned ? Block.MinBytes : remainder);
        // An aligned payload cannot take in what lies before it; and aligning may even have gone below the free block.
        if (isAligned && ((isWhole && left != 0) || left > size))
            return (uint)Status.OutOfMemory;
        if (isWhole || !SizeClass.IsSame(size, left))
        {
            if (!FreeLists.Unlink(ref region, free, size) || (!isWhole && !FreeLists.Insert(ref region, free, left)))
                return (uint)Status.ArenaCorrupt;
        }
        else
        {
            Block.SetFree(ref region, free, left);
        }
        used = isWhole ? free : used;
        uint behind = end - used - need;
        if (!isAligned || behind < remainder)
        {
            Block.Word(ref region, end) &= ~Block.PreviousFree;
        }
        else
        {
            end -= behind;
            if (!FreeLists.Insert(ref region, end, behind))
                return (uint)Status.ArenaCorrupt;
            Block.SetLength(ref region, end, Block.FreedLength);
        }
        Block.Word(ref region, used) = (end - used) | (isWhole ? 0 : Block.PreviousFree);
        Block.SetLength(ref region, used, bytes);
        Block.SetGuard(ref region, used, bytes);
        Charge(ref region, (int)(end - used));
        return used;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Charge(ref byte region, int bytes)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        int used = header.UsedBytes + bytes;
        header.UsedBytes = used;
        if (used > header.PeakBytes)
            header.PeakBytes = used;
    }

    /// <summary>Makes a freed block part of the free ones: two free blocks never lie side by side.</summary>
    /// <param name="region">The start of the region.</param>
    /// <param name="block">A block whose seal says that it is freed.</param>
    public static Status Merge(ref byte region, uint block)
    {
        uint word = Block.Word(ref region, block);
        uint size = word & ~Block.Flags;
        uint next = block + size;
        uint nextWord = Block.Word(ref region, next);
        if ((nextWord & Block.PreviousFree) != 0)
            return Status.ArenaCorrupt;
        uint total = size;
        if ((nextWord & Block.ThisFree) != 0)
        {
            uint nextSize = nextWord & ~Block.Flags;
            if (!Block.IsFree(ref region, next) || !FreeLists.Unlink(ref region, next, nextSize))
                return Status.ArenaCorrupt;
            total += nextSize;
        }
        Block.Word(ref region, block + total) |= Block.PreviousFree;
        if ((word & Block.PreviousFree) != 0)
        {
            uint previousSize = Block.Word(ref region, block - Block.FooterBytes);
            block -= previousSize;
            total += previousSize;
            if (!Block.IsFree(ref region, block) || Block.Word(ref region, block) != (previousSize | Block.ThisFree))
                return Status.ArenaCorrupt;
            if (SizeClass.IsSame(previousSize, total))
            {
                Block.SetFree(ref region, block, total);
                return Status.Ok;
            }
            if (!FreeLists.Unlink(ref region, block, previousSize))
                return Status.ArenaCorrupt;
        }
        return FreeLists.Insert(ref region, block, total) ? Status.Ok : Status.ArenaCorrupt;
    }

    // What lies behind the payload was not the owner's to write, so its neighbour's header cannot be trusted for a merge.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Quarantine(ref byte region, uint block)
    {
        Block.SetLength(ref region, block, Block.QuarantinedLength);
        Block.Header(ref region).QuarantinedBlocks++;
        Block.Header(ref region).QuarantinedBytes += (int)(Block.Word(ref region, block) & ~Block.Flags);
        return Status.Overrun;
    }
}
