using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>
/// A two-level segregated fit allocator over a region of memory that the caller lends: allocation and freeing in constant time,
/// in any order, with immediate coalescing.
/// </summary>
/// <remarks>
/// <para>
/// The value is only a handle and may be copied freely: all state lies inside the region, so the arena lives as long as the region does.
/// The region must not move. Safe from several threads and from interrupts (<see cref="CriticalSection"/>).
/// </para>
/// <para>
/// A block costs <see cref="BlockOverhead"/> bytes beside its payload, is rounded up to 8 bytes and takes at least 24. Memory is neither
/// cleared when it is handed out nor when it comes back. Size, seal, guard, neighbours and list links are checked whenever they are used.
/// </para>
/// <para>
/// Fragmentation: a request that needs a block of n bytes (<see cref="BlockBytes"/>) succeeds whenever a free block of at least
/// n + n/8 exists, as sizes are searched in steps of an eighth; with an alignment a above 8, n grows by a + 16 for this rule.
/// </para>
/// </remarks>
public readonly unsafe struct Arena
{
    /// <summary>The smallest region that can be managed, in bytes.</summary>
    public const int MinRegionBytes = 1 << 10;

    /// <summary>The largest region that can be managed, in bytes.</summary>
    public const int MaxRegionBytes = 1 << 30;

    /// <summary>Every payload is aligned to at least this many bytes.</summary>
    public const int Granularity = 8;

    /// <summary>The largest alignment that can be asked for, in bytes: one page of a guest.</summary>
    public const int MaxAlignment = 1 << 16;

    /// <summary>What a block takes beside the payload: 8 bytes of header before it, 4 bytes of guard behind it.</summary>
    public const int BlockOverhead = (int)(HeaderBytes + GuardBytes);

    // A block: [size | flags] [seal] payload… guard. A free block: [size | flags] [seal] [next] [link to me] … [size].
    internal const uint HeaderBytes = 8;
    internal const uint GuardBytes = 4;
    internal const uint MinBlockBytes = 24;
    internal const uint ThisFree = 1;
    internal const uint PreviousFree = 2;
    internal const uint Flags = 7;
    internal const uint SealAt = 4;
    internal const uint NextAt = 8;
    internal const uint LinkAt = 12;
    internal const uint FooterBytes = 4;

    // No byte of the guard is a value that runs over buffers often (0, 1, 0xFF, ASCII).
    internal const uint Guard = 0xB7E3_9DC5;

    // What a seal holds instead of a length; longer than any region.
    internal const uint FreedLength = 0xF3EE_D000;
    internal const uint QuarantinedLength = 0xBAD0_0000;

    // The most by which a block exceeds overhead and payload: a remainder too small to be a block (16), and rounding (7, or 11 up to MinBlockBytes).
    internal const uint MaxSlack = MinBlockBytes - Granularity + (MinBlockBytes - BlockOverhead - 1);

    private readonly byte* _base;

    private Arena(byte* region) => _base = region;

    /// <summary>Takes a region and makes an empty arena in <see cref="ArenaMode.Boot"/> of it. O(table): about 4 bytes for each size class.</summary>
    /// <param name="region">The first byte; aligned to 8. What the region holds is lost. It must not be in use as an arena by anybody else.</param>
    /// <param name="bytes">The size of the region, <see cref="MinRegionBytes"/> .. <see cref="MaxRegionBytes"/>.</param>
    /// <param name="arena">The handle.</param>
    /// <returns><see cref="Status.InvalidArgument"/> when the region is null, misaligned, too small or too large.</returns>
    public static Status Create(byte* region, int bytes, out Arena arena)
    {
        arena = default;
        if (region == null || ((nuint)region & (Granularity - 1)) != 0 || bytes < MinRegionBytes || bytes > MaxRegionBytes)
            return Status.InvalidArgument;
        ArenaHeader* header = (ArenaHeader*)region;
        // No block is larger than the region, so the region's own class bounds the table.
        uint end = ((uint)bytes & ~Flags) - HeaderBytes;
        uint rows = (SizeClass.Of(end) >> SizeClass.RowBits) + 1;
        header->Classes = rows << SizeClass.RowBits;
        header->First = ArenaHeader.HeadsOffset + header->Classes * sizeof(uint);
        header->End = end;
        header->Lock = 0;
        // Salt is kept on purpose: if the region held an arena before, its seals must not fit this one.
        Arena made = new Arena(region);
        made.Clear();
        arena = made;
        return Status.Ok;
    }

    /// <summary>Makes a handle for an arena that exists already. O(1).</summary>
    /// <param name="region">The first byte of the region that <see cref="Create"/> was given.</param>
    /// <param name="arena">The handle.</param>
    /// <returns><see cref="Status.NotFound"/> when there is no arena, as in zeroed memory.</returns>
    public static Status Attach(byte* region, out Arena arena)
    {
        arena = new Arena(region);
        if (region != null && ((nuint)region & (Granularity - 1)) == 0 && arena.Mode != ArenaMode.None)
            return Status.Ok;
        arena = default;
        return Status.NotFound;
    }

    /// <summary>The first byte of the region; null for a default handle.</summary>
    public byte* Region => _base;

    /// <summary>Whether allocation is allowed; <see cref="ArenaMode.None"/> for a default handle.</summary>
    public ArenaMode Mode => _base == null ? ArenaMode.None : Header->State switch
    {
        ArenaHeader.Boot => ArenaMode.Boot,
        ArenaHeader.Sealed => ArenaMode.Sealed,
        _ => ArenaMode.None,
    };

    /// <summary>Bytes in blocks that are in use or quarantined, with their overhead and rounding.</summary>
    public int UsedBytes => Mode == ArenaMode.None ? 0 : Header->UsedBytes;

    /// <summary>The largest <see cref="UsedBytes"/> since <see cref="Create"/> or <see cref="Reset"/>.</summary>
    public int PeakBytes => Mode == ArenaMode.None ? 0 : Header->PeakBytes;

    /// <summary>Bytes that blocks can fill, the sum of used and free ones. The largest payload is <see cref="BlockOverhead"/> smaller.</summary>
    public int CapacityBytes => Mode == ArenaMode.None ? 0 : (int)(Header->End - Header->First);

    /// <summary>Blocks that are lost because somebody wrote over their guard.</summary>
    public int QuarantinedBlocks => Mode == ArenaMode.None ? 0 : Header->QuarantinedBlocks;

    /// <summary>The bytes of these blocks; part of <see cref="UsedBytes"/>.</summary>
    public int QuarantinedBytes => Mode == ArenaMode.None ? 0 : Header->QuarantinedBytes;

    /// <summary>
    /// A payload size that could be allocated now, at an alignment of at most <see cref="Granularity"/>: exact for one block,
    /// and at most an eighth below the largest free one. 0 when nothing is free or the arena is damaged. O(1).
    /// </summary>
    public int LargestFreeBytes
    {
        get
        {
            if (Mode == ArenaMode.None)
                return 0;
            uint state = CriticalSection.Enter(ref Header->Lock);
            uint block = Header->Rows == 0 ? 0 : HeadOfTopClass();
            int bytes = block == 0 || !IsBlock(block) ? 0 : (int)((Word(block) & ~Flags) - BlockOverhead);
            CriticalSection.Exit(ref Header->Lock, state);
            return bytes;
        }
    }

    /// <summary>What a payload costs in <see cref="UsedBytes"/>: overhead and rounding included. O(1).</summary>
    /// <param name="bytes">Payload bytes, 1 .. <see cref="MaxRegionBytes"/>.</param>
    public static int BlockBytes(int bytes) => (int)BlockSize((uint)bytes);

    /// <summary>Allocates. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="MaxAlignment"/>; below <see cref="Granularity"/> it counts as that.</param>
    /// <param name="span">The payload, exactly <paramref name="bytes"/> long; empty on failure. Give it back whole to <see cref="Free"/>.</param>
    /// <returns>
    /// <see cref="Status.OutOfMemory"/>, <see cref="Status.ArenaSealed"/>, <see cref="Status.InvalidArgument"/> (size, alignment or a default
    /// handle): the arena is as it was. <see cref="Status.ArenaCorrupt"/>: it is good for <see cref="Reset"/> only.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Status TryAllocate(int bytes, int alignment, out Span<byte> span)
    {
        Status status = TryAllocate(bytes, alignment, out byte* pointer);
        span = status == Status.Ok ? new Span<byte>(pointer, bytes) : default;
        return status;
    }

    /// <summary>Allocates, for callers that keep a pointer only. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="MaxAlignment"/>; below <see cref="Granularity"/> it counts as that.</param>
    /// <param name="pointer">The first payload byte; null on failure.</param>
    /// <returns>As the other overload.</returns>
    public Status TryAllocate(int bytes, int alignment, out byte* pointer)
    {
        pointer = null;
        if (_base == null || bytes <= 0 || !BitOperations.IsPow2(alignment) || alignment > MaxAlignment)
            return Status.InvalidArgument;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Status status = Allocate((uint)bytes, (uint)alignment, out pointer);
        CriticalSection.Exit(ref Header->Lock, state);
        return status;
    }

    /// <summary>Gives a block back. O(1). Allowed in a sealed arena.</summary>
    /// <param name="span">A span as <see cref="TryAllocate(int, int, out Span{byte})"/> gave it: same start, same length.</param>
    /// <returns>
    /// <see cref="Status.DoubleFree"/>: it is free already (recognised until the place is used again).
    /// <see cref="Status.ForeignSpan"/>: not from this arena (or from before a <see cref="Reset"/>), shifted, or of another length.
    /// <see cref="Status.Overrun"/>: the guard behind it was overwritten; the block is never used again, see <see cref="QuarantinedBlocks"/>.
    /// <see cref="Status.ArenaCorrupt"/>: headers or links around it make no sense; the arena is good for <see cref="Reset"/> only.
    /// <see cref="Status.InvalidArgument"/>: a default handle.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Status Free(Span<byte> span)
    {
        // The arena's memory does not move, so the pointer stays good.
        byte* pointer = (byte*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span));
        return Give(pointer, (uint)span.Length, true);
    }

    /// <summary>Gives a block back, for callers that keep a pointer only. O(1). Allowed in a sealed arena.</summary>
    /// <param name="pointer">A pointer to the first payload byte.</param>
    /// <returns>As <see cref="Free"/>; the seal alone tells whether the pointer is a block's.</returns>
    public Status Release(byte* pointer) => Give(pointer, 0, false);

    /// <summary>The payload size of a block in use. O(1).</summary>
    /// <param name="pointer">A pointer to the first payload byte.</param>
    /// <param name="bytes">The size that was asked for; 0 on failure.</param>
    /// <returns><see cref="Status.ForeignSpan"/>, <see cref="Status.DoubleFree"/> (it was freed), <see cref="Status.Overrun"/> (quarantined),
    /// <see cref="Status.InvalidArgument"/> (a default handle).</returns>
    public Status SizeOf(byte* pointer, out int bytes)
    {
        bytes = 0;
        if (_base == null)
            return Status.InvalidArgument;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Status status = Status.ForeignSpan;
        if (Contains(pointer))
        {
            uint block = OffsetOf(pointer) - HeaderBytes;
            uint length = Word(block + SealAt) ^ Key(block);
            status = IsUsedBlock(block, length) ? Status.Ok : WhyNotUsed(length);
            bytes = status == Status.Ok ? (int)length : 0;
        }
        CriticalSection.Exit(ref Header->Lock, state);
        return status;
    }

    /// <summary>Forbids allocation from now on. O(1). Does nothing for a default handle.</summary>
    public void Seal() => SetState(ArenaHeader.Sealed);

    /// <summary>Allows allocation again. O(1). Does nothing for a default handle.</summary>
    public void Unseal() => SetState(ArenaHeader.Boot);

    /// <summary>
    /// Drops everything at once: the arena is as <see cref="Create"/> made it, counters and mode included. O(table).
    /// Spans from before are foreign from now on.
    /// </summary>
    public void Reset()
    {
        if (Mode == ArenaMode.None)
            return;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Clear();
        CriticalSection.Exit(ref Header->Lock, state);
    }

    /// <summary>
    /// Walks all blocks and all free lists and checks every invariant. O(blocks) inside the critical section: for tests and self-tests.
    /// </summary>
    /// <returns>
    /// <see cref="Status.ArenaCorrupt"/>, <see cref="Status.Overrun"/> (a block in use has a damaged guard), <see cref="Status.InvalidArgument"/>
    /// (a default handle).
    /// </returns>
    public Status Check()
    {
        if (_base == null)
            return Status.InvalidArgument;
        if (Mode == ArenaMode.None)
            return Status.ArenaCorrupt;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Status status = ArenaCheck.Run(this);
        CriticalSection.Exit(ref Header->Lock, state);
        return status;
    }

    internal ArenaHeader* Header => (ArenaHeader*)_base;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref uint Word(uint offset) => ref *(uint*)(_base + offset);

    internal ref byte Map(uint row) => ref _base[ArenaHeader.MapOffset + row];

    internal static uint HeadAt(uint sizeClass) => ArenaHeader.HeadsOffset + sizeClass * sizeof(uint);

    internal uint GuardOf(uint block, uint length) => Unsafe.ReadUnaligned<uint>(_base + block + HeaderBytes + length);

    // What the seal of a block is combined with: bound to the place and to this lifetime of the arena.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Key(uint block) => (block ^ Header->Salt) * 0x9E37_79B1;

    // Whether a block header may lie here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsBlock(uint offset) => offset - Header->First < Header->End - Header->First && (offset & Flags) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint BlockSize(uint bytes)
    {
        uint size = (bytes + BlockOverhead + (Granularity - 1)) & ~Flags;
        return size < MinBlockBytes ? MinBlockBytes : size;
    }

    // A block in use whose header agrees with itself and with the payload length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsUsedBlock(uint block, uint length)
    {
        uint word = Word(block);
        uint size = word & ~Flags;
        return (word & ThisFree) == 0 && size <= Header->End - block && size - BlockOverhead - length <= MaxSlack && length < size;
    }

    private uint OffsetOf(byte* pointer) => (uint)(pointer - _base);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Contains(byte* pointer)
    {
        nuint offset = (nuint)pointer - (nuint)_base;
        uint first = Header->First + HeaderBytes;
        return offset - first < Header->End - first && (offset & Flags) == 0;
    }

    private Status Allocate(uint bytes, uint alignment, out byte* pointer)
    {
        pointer = null;
        if (Header->State != ArenaHeader.Boot)
            return Header->State == ArenaHeader.Sealed ? Status.ArenaSealed : Status.ArenaCorrupt;
        uint need = BlockSize(bytes);
        // A payload may have to move down by alignment - 8, and what is left before it must be a block (24) or nothing.
        uint search = alignment <= Granularity ? need : need + alignment + (MinBlockBytes - Granularity);
        uint block = FindFit(SizeClass.AtLeast(search));
        if (block == 0)
            return AllocateTight(bytes, need, alignment, out pointer);
        return IsFreeBlock(block) ? Carve(block, bytes, need, alignment, out pointer) : Status.ArenaCorrupt;
    }

    // The head of the first list that is not empty, from the class on; 0 when there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FindFit(uint sizeClass)
    {
        uint row = sizeClass >> SizeClass.RowBits;
        uint lists = Map(row) & (0xFFu << (int)(sizeClass & 7));
        if (lists == 0)
        {
            uint rows = Header->Rows & (0xFFFF_FFFEu << (int)row);
            if (rows == 0)
                return 0;
            row = (uint)BitOperations.TrailingZeroCount(rows);
            lists = Map(row);
        }
        uint found = (row << SizeClass.RowBits) + (uint)BitOperations.TrailingZeroCount(lists);
        return found < Header->Classes ? Word(HeadAt(found)) : 0;
    }

    // The search skips the request's own class, as its blocks may be too small. Its first block is tried when there is nothing else,
    // so that an empty arena gives its whole capacity.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Status AllocateTight(uint bytes, uint need, uint alignment, out byte* pointer)
    {
        pointer = null;
        uint block = need > Header->End - Header->First ? 0 : Word(HeadAt(SizeClass.Of(need)));
        if (block == 0)
            return Status.OutOfMemory;
        if (!IsFreeBlock(block))
            return Status.ArenaCorrupt;
        return (Word(block) & ~Flags) < need ? Status.OutOfMemory : Carve(block, bytes, need, alignment, out pointer);
    }

    // Cuts a block from the end of a free one: what is left keeps its place, and mostly its list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status Carve(uint block, uint bytes, uint need, uint alignment, out byte* pointer)
    {
        pointer = null;
        uint size = Word(block) & ~Flags;
        uint end = block + size;
        uint payload = end - need + HeaderBytes;
        payload -= ((uint)(nuint)_base + payload) & (alignment - 1);
        uint used = payload - HeaderBytes;
        uint left = used - block;
        if (left < MinBlockBytes)
        {
            if (left != 0 && alignment > Granularity)
                return Status.OutOfMemory;
            if (!Unlink(block))
                return Status.ArenaCorrupt;
            used = block;
            left = 0;
        }
        else if (left > size)
        {
            return Status.OutOfMemory;
        }
        else if (!Resize(block, size, left))
        {
            return Status.ArenaCorrupt;
        }
        uint behind = end - used - need;
        if (behind >= MinBlockBytes && alignment > Granularity)
        {
            end -= behind;
            if (!Insert(end, behind))
                return Status.ArenaCorrupt;
            Word(end + SealAt) = FreedLength ^ Key(end);
        }
        else
        {
            Word(end) &= ~PreviousFree;
        }
        Word(used) = (end - used) | (left == 0 ? 0 : PreviousFree);
        Word(used + SealAt) = bytes ^ Key(used);
        pointer = _base + used + HeaderBytes;
        Unsafe.WriteUnaligned(pointer + bytes, Guard);
        Header->UsedBytes += (int)(end - used);
        if (Header->PeakBytes < Header->UsedBytes)
            Header->PeakBytes = Header->UsedBytes;
        return Status.Ok;
    }

    private Status Give(byte* pointer, uint length, bool lengthKnown)
    {
        if (_base == null)
            return Status.InvalidArgument;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Status status = Return(pointer, length, lengthKnown);
        CriticalSection.Exit(ref Header->Lock, state);
        return status;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status Return(byte* pointer, uint length, bool lengthKnown)
    {
        if (Header->State - ArenaHeader.Boot > ArenaHeader.Sealed - ArenaHeader.Boot)
            return Status.ArenaCorrupt;
        if (!Contains(pointer))
            return Status.ForeignSpan;
        uint block = OffsetOf(pointer) - HeaderBytes;
        uint sealedLength = Word(block + SealAt) ^ Key(block);
        if (lengthKnown && sealedLength != length)
            return WhyNotUsed(sealedLength);
        if (!IsUsedBlock(block, sealedLength))
            return lengthKnown ? Status.ArenaCorrupt : WhyNotUsed(sealedLength);
        uint word = Word(block);
        uint size = word & ~Flags;
        if (GuardOf(block, sealedLength) != Guard)
            return Quarantine(block, size);
        return Merge(block, size, (word & PreviousFree) != 0);
    }

    // Joins a block that comes back with its free neighbours; two free blocks never lie side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status Merge(uint block, uint size, bool previousFree)
    {
        uint next = block + size;
        uint total = size;
        uint nextWord = Word(next);
        uint previousSize = 0;
        if ((nextWord & PreviousFree) != 0)
            return Status.ArenaCorrupt;
        if (previousFree)
        {
            previousSize = Word(block - FooterBytes);
            if (previousSize > block - Header->First || !IsFreeBlock(block - previousSize))
                return Status.ArenaCorrupt;
        }
        if ((nextWord & ThisFree) != 0)
        {
            if (!IsFreeBlock(next) || !Unlink(next))
                return Status.ArenaCorrupt;
            total += nextWord & ~Flags;
        }
        Word(block + SealAt) = FreedLength ^ Key(block);
        Word(block + total) |= PreviousFree;
        Header->UsedBytes -= (int)size;
        bool joined = previousFree ? Resize(block - previousSize, previousSize, previousSize + total) : Insert(block, total);
        return joined ? Status.Ok : Status.ArenaCorrupt;
    }

    // A free block whose header and footer agree; it lies inside the arena, as does the header behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsFreeBlock(uint block)
    {
        if (!IsBlock(block))
            return false;
        uint word = Word(block);
        uint size = word & ~Flags;
        // The flags are exactly "this is free": the block before a free one is in use.
        return (word & Flags) == ThisFree && size <= Header->End - block && size >= MinBlockBytes
            && Word(block + size - FooterBytes) == size;
    }

    // Gives a free block another size; it changes its list only when that changes its class.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Resize(uint block, uint size, uint newSize)
    {
        if (SizeClass.Of(size) != SizeClass.Of(newSize))
            return Unlink(block) && Insert(block, newSize);
        Word(block) = newSize | ThisFree;
        Word(block + newSize - FooterBytes) = newSize;
        return true;
    }

    // Makes a block free and the first of its list.
    private bool Insert(uint block, uint size)
    {
        uint sizeClass = SizeClass.Of(size);
        uint row = sizeClass >> SizeClass.RowBits;
        uint head = HeadAt(sizeClass);
        uint next = Word(head);
        if (next != 0)
        {
            if (!IsBlock(next) || Word(next + LinkAt) != head)
                return false;
            Word(next + LinkAt) = block + NextAt;
        }
        Word(block) = size | ThisFree;
        Word(block + size - FooterBytes) = size;
        Word(block + NextAt) = next;
        Word(block + LinkAt) = head;
        Word(head) = block;
        Map(row) |= (byte)(1u << (int)(sizeClass & 7));
        Header->Rows |= 1u << (int)row;
        return true;
    }

    // Takes a free block out of its list. A block knows the word that points at it, be that a head or another block's link.
    private bool Unlink(uint block)
    {
        uint next = Word(block + NextAt);
        uint link = Word(block + LinkAt);
        if (link - ArenaHeader.HeadsOffset >= Header->End - ArenaHeader.HeadsOffset || (link & 3) != 0 || Word(link) != block)
            return false;
        if (next != 0)
        {
            if (!IsBlock(next) || Word(next + LinkAt) != block + NextAt)
                return false;
            Word(next + LinkAt) = link;
        }
        Word(link) = next;
        if (next == 0 && link < Header->First)
            MarkEmpty((link - ArenaHeader.HeadsOffset) / sizeof(uint));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MarkEmpty(uint sizeClass)
    {
        uint row = sizeClass >> SizeClass.RowBits;
        uint lists = Map(row) & ~(1u << (int)(sizeClass & 7));
        Map(row) = (byte)lists;
        if (lists == 0)
            Header->Rows &= ~(1u << (int)row);
    }

    // What lies behind the payload was not the owner's to write: neither the block nor its neighbour's header can be trusted to be merged.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Status Quarantine(uint block, uint size)
    {
        Word(block + SealAt) = QuarantinedLength ^ Key(block);
        Header->QuarantinedBlocks++;
        Header->QuarantinedBytes += (int)size;
        return Status.Overrun;
    }

    private static Status WhyNotUsed(uint length) => length switch
    {
        FreedLength => Status.DoubleFree,
        QuarantinedLength => Status.Overrun,
        _ => Status.ForeignSpan,
    };

    private uint HeadOfTopClass()
    {
        uint row = (uint)BitOperations.Log2(Header->Rows);
        uint sizeClass = (row << SizeClass.RowBits) + (uint)BitOperations.Log2(Map(row));
        return sizeClass < Header->Classes ? Word(HeadAt(sizeClass)) : 0;
    }

    private void SetState(uint value)
    {
        if (Mode == ArenaMode.None)
            return;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Header->State = value;
        CriticalSection.Exit(ref Header->Lock, state);
    }

    // One free block between first and end; the sentinel behind it is a header in use of size 0.
    private void Clear()
    {
        Header->Rows = 0;
        Header->UsedBytes = 0;
        Header->PeakBytes = 0;
        Header->QuarantinedBlocks = 0;
        Header->QuarantinedBytes = 0;
        // A full-period generator: no salt comes back within 2^32 lifetimes.
        Header->Salt = Header->Salt * 1664525 + 1013904223;
        new Span<byte>(_base + ArenaHeader.MapOffset, (int)Header->First - ArenaHeader.MapOffset).Clear();
        Word(Header->End) = PreviousFree;
        Word(Header->End + SealAt) = 0;
        Insert(Header->First, Header->End - Header->First);
        Word(Header->First + SealAt) = FreedLength ^ Key(Header->First);
        Header->State = ArenaHeader.Boot;
    }
}
