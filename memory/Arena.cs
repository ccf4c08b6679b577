using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Memory;

/// <summary>
/// A two-level segregated fit allocator over a region of memory that the caller lends: allocation and freeing in constant time,
/// in any order, with coalescing: at most one free block, the last one freed, is not joined with its neighbours yet.
/// </summary>
/// <remarks>
/// <para>
/// The value is only a handle and may be copied freely: all state lies inside the region, so the arena lives as long as the region does.
/// The region must not move. Safe from several threads and from interrupts (<see cref="CriticalSection"/>).
/// </para>
/// <para>
/// A block costs <see cref="BlockOverhead"/> bytes beside its payload, is rounded up to 8 bytes and takes at least 24; it keeps what would
    /// be left of a free block when that is less than 24 bytes or less than an eighth of it (128 bytes at most). Memory is neither
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
    public const int BlockOverhead = (int)Block.OverheadBytes;

    private readonly byte* _base;

    /// <summary>A handle for a region that <see cref="Create"/> has seen.</summary>
    internal Arena(byte* region) => _base = region;

    /// <summary>Takes a region and makes an empty arena in <see cref="ArenaMode.Boot"/> of it. O(table): about 4 bytes for each size
    /// class.</summary>
    /// <param name="region">The first byte; aligned to 8. What the region holds is lost. It must not be in use as an arena by anybody
    /// else.</param>
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
        uint end = ((uint)bytes & ~Block.Flags) - Block.HeaderBytes;
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
    public ArenaMode Mode => _base == null ? ArenaMode.None : Header->CheckedState switch
    {
        ArenaHeader.Boot => ArenaMode.Boot,
        ArenaHeader.Sealed => ArenaMode.Sealed,
        _ => ArenaMode.None,
    };

    /// <summary>Bytes in blocks that are in use or quarantined, with their overhead and rounding.</summary>
    public int UsedBytes => Mode == ArenaMode.None ? 0 : Header->UsedBytes;

    /// <summary>The largest <see cref="UsedBytes"/> since <see cref="Create"/> or <see cref="Reset"/>.</summary>
    public int PeakBytes => Mode == ArenaMode.None ? 0 : Header->PeakBytes;

    /// <summary>Bytes that blocks can fill, the sum of used and free ones. The largest payload is <see cref="BlockOverhead"/>
    /// smaller.</summary>
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
            uint block = KeptBlock.Release(ref *_base) == Status.Ok ? FreeLists.Top(ref *_base) : 0;
            int bytes = Block.IsFree(ref *_base, block) ? (int)((Block.Word(ref *_base, block) & ~Block.Flags) - Block.OverheadBytes) : 0;
            CriticalSection.Exit(ref Header->Lock, state);
            return bytes;
        }
    }

    /// <summary>What a payload needs at least of <see cref="UsedBytes"/>: overhead and rounding included. O(1).</summary>
    /// <param name="bytes">Payload bytes, 1 .. <see cref="MaxRegionBytes"/>.</param>
    public static int BlockBytes(int bytes) => (int)Block.SizeFor((uint)bytes);

    /// <summary>Allocates. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="MaxAlignment"/>; below <see cref="Granularity"/> it counts as that.</param>
    /// <param name="span">The payload, exactly <paramref name="bytes"/> long; empty on failure. Give it back whole to
    /// <see cref="Free"/>.</param>
    /// <returns>
    /// <see cref="Status.OutOfMemory"/>, <see cref="Status.ArenaSealed"/>, <see cref="Status.InvalidArgument"/> (size, alignment or a
    /// default
    /// handle): the arena is as it was. <see cref="Status.ArenaCorrupt"/>: it is good for <see cref="Reset"/> or <see cref="Create"/> only.
    /// </returns>
    public Status TryAllocate(int bytes, int alignment, out Span<byte> span)
    {
        Status status = TryAllocate(bytes, alignment, out byte* pointer);
        span = new Span<byte>(pointer, status == Status.Ok ? bytes : 0);
        return status;
    }

    /// <summary>Allocates, for callers that keep a pointer only. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="MaxAlignment"/>; below <see cref="Granularity"/> it counts as that.</param>
    /// <param name="pointer">The first payload byte; null on failure.</param>
    /// <returns>As the other overload.</returns>
    public Status TryAllocate(int bytes, int alignment, out byte* pointer)
    {
        uint block = _base == null ? (uint)Status.InvalidArgument : BlockAllocator.Take(ref *_base, bytes, alignment);
        if (BlockAllocator.IsStatus(block))
        {
            pointer = null;
            return (Status)block;
        }
        pointer = _base + block + Block.HeaderBytes;
        return Status.Ok;
    }

    /// <summary>Gives a block back. O(1). Allowed in a sealed arena.</summary>
    /// <param name="span">A span as <see cref="TryAllocate(int, int, out Span{byte})"/> gave it: same start, same length.</param>
    /// <returns>
    /// <see cref="Status.DoubleFree"/>: it is free already (recognised until the place is used again).
    /// <see cref="Status.ForeignSpan"/>: not from this arena (or from before a <see cref="Reset"/>), shifted, or of another length.
    /// <see cref="Status.Overrun"/>: the guard behind it was overwritten; the block is never used again, see
    /// <see cref="QuarantinedBlocks"/>.
    /// <see cref="Status.ArenaCorrupt"/>: headers or links around it make no sense; the arena is good for <see cref="Reset"/> or
    /// <see cref="Create"/> only.
    /// <see cref="Status.InvalidArgument"/>: a default handle.
    /// </returns>
    public Status Free(Span<byte> span)
    {
        if (_base == null)
            return Status.InvalidArgument;
        nint offset = Unsafe.ByteOffset(ref *_base, ref MemoryMarshal.GetReference(span));
        return BlockAllocator.Give(ref *_base, offset, (uint)span.Length, true);
    }

    /// <summary>Gives a block back, for callers that keep a pointer only. O(1). Allowed in a sealed arena.</summary>
    /// <param name="pointer">A pointer to the first payload byte.</param>
    /// <returns>As <see cref="Free"/>; the seal alone tells whether the pointer is a block's.</returns>
    public Status Release(byte* pointer) =>
        _base == null ? Status.InvalidArgument : BlockAllocator.Give(ref *_base, (nint)(pointer - _base), 0, false);

    /// <summary>The payload size of a block in use. O(1).</summary>
    /// <param name="pointer">A pointer to the first payload byte.</param>
    /// <param name="bytes">The size that was asked for; 0 on failure.</param>
    /// <returns><see cref="Status.ForeignSpan"/>, <see cref="Status.DoubleFree"/> (it was freed), <see cref="Status.Overrun"/>
    /// (quarantined),
    /// <see cref="Status.ArenaCorrupt"/>, <see cref="Status.InvalidArgument"/> (a default handle).</returns>
    public Status SizeOf(byte* pointer, out int bytes)
    {
        bytes = 0;
        if (_base == null)
            return Status.InvalidArgument;
        if (!Header->IsValid)
            return Status.ArenaCorrupt;
        if (!Block.IsPayload(ref *_base, (nint)(pointer - _base)))
            return Status.ForeignSpan;
        uint block = (uint)(pointer - _base) - Block.HeaderBytes;
        uint state = CriticalSection.Enter(ref Header->Lock);
        uint length = Block.LengthOf(ref *_base, block);
        Status status = Block.IsUsed(ref *_base, block, length) ? Status.Ok : BlockAllocator.WhyNotUsed(ref *_base, length, length);
        CriticalSection.Exit(ref Header->Lock, state);
        bytes = status == Status.Ok ? (int)length : 0;
        return status;
    }

    /// <summary>Forbids allocation from now on. O(1). Does nothing for a default handle.</summary>
    public void Seal() => SetState(ArenaHeader.Sealed);

    /// <summary>Allows allocation again. O(1). Does nothing for a default handle.</summary>
    public void Unseal() => SetState(ArenaHeader.Boot);

    /// <summary>
    /// Drops everything at once: the arena is as <see cref="Create"/> made it, counters and mode included. O(table).
    /// Spans from before are foreign from now on. Does nothing for a default handle or an arena whose header is damaged.
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
    /// <see cref="Status.ArenaCorrupt"/>, <see cref="Status.Overrun"/> (a block in use has a damaged guard),
    /// <see cref="Status.InvalidArgument"/>
    /// (a default handle).
    /// </returns>
    public Status Check()
    {
        if (_base == null)
            return Status.InvalidArgument;
        if (Mode == ArenaMode.None)
            return Status.ArenaCorrupt;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Status status = ArenaCheck.Run(ref *_base);
        CriticalSection.Exit(ref Header->Lock, state);
        return status;
    }

    private ArenaHeader* Header => (ArenaHeader*)_base;

    private void SetState(uint value)
    {
        if (Mode == ArenaMode.None)
            return;
        uint state = CriticalSection.Enter(ref Header->Lock);
        Header->CheckedState = value;
        CriticalSection.Exit(ref Header->Lock, state);
    }

    // One free block between first and end; the sentinel behind it is a header in use of size 0.
    private void Clear()
    {
        Header->Rows = 0;
        Header->Kept = 0;
        Header->UsedBytes = 0;
        Header->PeakBytes = 0;
        Header->QuarantinedBlocks = 0;
        Header->QuarantinedBytes = 0;
        // A full-period generator: no salt comes back within 2^32 lifetimes.
        Header->Salt = Header->Salt * 1664525 + 1013904223;
        new Span<byte>(_base + ArenaHeader.MapOffset, (int)Header->First - ArenaHeader.MapOffset).Clear();
        Block.Word(ref *_base, Header->End) = Block.PreviousFree;
        Block.Word(ref *_base, Header->End + Block.SealAt) = 0;
        Block.SetLength(ref *_base, Header->First, Block.FreedLength);
        // Cannot fail: the lists are empty.
        _ = FreeLists.Insert(ref *_base, Header->First, Header->End - Header->First);
        Header->CheckedState = ArenaHeader.Boot;
    }
}
