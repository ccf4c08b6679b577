using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Memory;

/// <summary>The state of an <see cref="Arena"/>, at the start of the region that it manages.</summary>
/// <remarks>
/// Behind it lie <see cref="MapBytes"/> bytes of list maps (one a row of size classes, bit n: list n of the row is not empty),
/// then the heads of the free lists (one 32-bit offset a class), then the blocks, then one sentinel header.
/// All offsets are bytes from the start of the region; 0 is "none", as no block lies there.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct ArenaHeader
{
    /// <summary>The value of <see cref="CheckedState"/> in <see cref="ArenaMode.Boot"/>.</summary>
    public const uint Boot = 0x6E66_4101;

    /// <summary>The value of <see cref="CheckedState"/> in <see cref="ArenaMode.Sealed"/>.</summary>
    public const uint Sealed = 0xB19A_CE56;

    /// <summary>Where the list maps start; equals the size of this struct.</summary>
    public const int MapOffset = 52;

    /// <summary>One byte for each row that a 32-bit map can name and one more, so that looking one up needs no bounds check.</summary>
    public const int MapBytes = 36;

    /// <summary>Where the free-list heads start.</summary>
    public const int HeadsOffset = MapOffset + MapBytes;

    /// <summary>No block lies below this offset, the heads being those of <see cref="Arena.MinRegionBytes"/> (5 rows) or more.</summary>
    public const int MinFirst = HeadsOffset + 5 * 8 * sizeof(uint);

    // First word, so that an overrun from before the region hits it first. Combined with what never changes, see CheckedState.
    private uint _state;

    /// <summary>The word of <see cref="CriticalSection"/>.</summary>
    public int Lock;

    /// <summary>The offset of the first block, behind the heads; multiple of 8.</summary>
    public uint First;

    /// <summary>Where a link is written that nobody has: that of offset 0. Its place is <see cref="Block.LinkAt"/>.</summary>
    public uint Scratch;

    /// <summary>The offset of the sentinel, the end of the last block; multiple of 8.</summary>
    public uint End;

    /// <summary>Makes the seals of one lifetime of the arena worthless in the next.</summary>
    public uint Salt;

    /// <summary>The number of free-list heads.</summary>
    public uint Classes;

    /// <summary>Bit n: row n of the size classes has a free block.</summary>
    public uint Rows;

    /// <summary>Bytes in blocks that are in use or quarantined, headers included.</summary>
    public int UsedBytes;

    /// <summary>The largest <see cref="UsedBytes"/> of this lifetime.</summary>
    public int PeakBytes;

    /// <summary>Blocks that are lost because their guard was overwritten.</summary>
    public int QuarantinedBlocks;

    /// <summary>The bytes of these blocks.</summary>
    public int QuarantinedBytes;

    /// <summary>The block that was freed last and is not joined with its neighbours yet; 0 when there is none. See <see cref="KeptBlock"/>.</summary>
    public uint Kept;

    /// <summary>
    /// <see cref="Boot"/>, <see cref="Sealed"/>, or anything else: no arena here, or one whose limits were overwritten.
    /// Only while it is one of the first two may offsets be checked against the limits.
    /// </summary>
    public uint CheckedState
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => _state ^ First ^ End ^ Classes;
        set => _state = value ^ First ^ End ^ Classes;
    }

    /// <summary>Whether there is an arena, in whatever mode.</summary>
    public readonly bool IsValid
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CheckedState is Boot or Sealed;
    }
}
