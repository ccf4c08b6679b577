using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>How blocks lie in an <see cref="Arena"/>, and whether one is what it claims to be.</summary>
/// <remarks>
/// In use: <c>[size | flags] [seal] payload… [guard]</c>. Free: <c>[size | flags] [seal] [next] [link to me] … [size]</c>. Words of 32
/// bits.
/// Sizes and offsets are bytes from the start of the region, multiples of 8. The seal is the payload length combined with
/// <see cref="Key"/>.
/// Functions take the start of the region by reference: so they work on memory that a collector moves, without pinning it.
/// </remarks>
internal static class Block
{
    public const uint HeaderBytes = 8;
    public const uint GuardBytes = 4;
    public const uint OverheadBytes = HeaderBytes + GuardBytes;
    public const uint MinBytes = 24;
    public const uint FooterBytes = 4;

    public const uint ThisFree = 1;
    public const uint PreviousFree = 2;
    public const uint Flags = 7;

    public const uint SealAt = 4;
    public const uint NextAt = 8;
    public const uint LinkAt = 12;

    // No byte of the guard is a value that runs over buffers often (0, 1, 0xFF, ASCII).
    public const uint Guard = 0xB7E3_9DC5;

    // What a seal holds instead of a length; longer than any region.
    public const uint FreedLength = 0xF3EE_D000;
    public const uint QuarantinedLength = 0xBAD0_0000;

    // The most that a block keeps although its payload does not need it.
    private const uint MaxRemainder = 128;

    // The most by which a block exceeds overhead and payload: a remainder, and rounding (11 at most, up to MinBytes).
    private const uint MaxSlack = MaxRemainder - Arena.Granularity + (MinBytes - OverheadBytes - 1);

    /// <summary>The 32-bit word at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref uint Word(ref byte region, uint offset) => 
        ref Unsafe.As<byte, uint>(ref Unsafe.AddByteOffset(ref region, (nuint)offset));

    /// <summary>The low 32 bits of the region's address, for alignment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe uint AddressOf(ref byte region) => (uint)(nuint)Unsafe.AsPointer(ref region);

    /// <summary>The header of the arena.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ArenaHeader Header(ref byte region) => ref Unsafe.As<byte, ArenaHeader>(ref region);

    /// <summary>The block size that a payload needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SizeFor(uint bytes)
    {
        uint size = (bytes + OverheadBytes + Flags) & ~Flags;
        return size < MinBytes ? MinBytes : size;
    }

    /// <summary>
    /// What must be left of a free block to become one itself: an eighth of what is taken, 24 at least and 128 at most.
    /// Smaller ones stay with the block. They would fragment the arena, and finding, splitting and joining them took a fifth of all time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MinRemainder(uint need)
    {
        uint remainder = need >> 3;
        remainder = remainder < MinBytes ? MinBytes : remainder;
        return remainder > MaxRemainder ? MaxRemainder : remainder;
    }

    /// <summary>What a seal is combined with: bound to the place and to this lifetime of the arena.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Key(ref byte region, uint block) => (block ^ Header(ref region).Salt) * 0x9E37_79B1;

    /// <summary>The payload length in the seal, or one of the marks that stand for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LengthOf(ref byte region, uint block) => Word(ref region, block + SealAt) ^ Key(ref region, block);

    /// <summary>Writes the seal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetLength(ref byte region, uint block, uint length) =>
        Word(ref region, block + SealAt) = length ^ Key(ref region, block);

    /// <summary>Whether the guard behind the payload is as it was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGuarded(ref byte region, uint block, uint length) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref region, (nuint)(block + HeaderBytes + length))) == Guard;

    /// <summary>Writes the guard behind the payload.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetGuard(ref byte region, uint block, uint length) =>
        Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref region, (nuint)(block + HeaderBytes + length)), Guard);

    /// <summary>Whether a block may lie at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlace(ref byte region, uint block)
    {
        uint first = Header(ref region).First;
        return block - first < Header(ref region).End - first && (block & Flags) == 0;
    }

    /// <summary>Whether a payload may start at an offset, which may be any number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPayload(ref byte region, nint offset)
    {
        uint first = Header(ref region).First + HeaderBytes;
        return (nuint)offset - first < Header(ref region).End - first && (offset & (int)Flags) == 0;
    }

    /// <summary>Whether the header at a place is one of a block in use with this payload length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUsed(ref byte region, uint block, uint length)
    {
        uint word = Word(ref region, block);
        uint size = word & ~Flags;
        return (word & ThisFree) == 0 && size <= Header(ref region).End - block
            && length < size && size - OverheadBytes - length <= MaxSlack;
    }

    /// <summary>Whether a free block lies at an offset, with header and footer that agree; then the header behind it can be read,
    /// too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFree(ref byte region, uint block)
    {
        if (!IsPlace(ref region, block))
            return false;
        // The flags are exactly "this is free": the block before a free one is in use.
        uint size = Word(ref region, block) - ThisFree;
        return (size & Flags) == 0 && size - MinBytes <= Header(ref region).End - block - MinBytes
            && Word(ref region, block + size - FooterBytes) == size;
    }

    /// <summary>Writes size and footer of a free block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetFree(ref byte region, uint block, uint size)
    {
        Word(ref region, block) = size | ThisFree;
        Word(ref region, block + size - FooterBytes) = size;
    }
}
