using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nf.Memory;

/// <summary>The free blocks of an <see cref="Arena"/>: one doubly linked list a size class, and two levels of bit maps that say which
/// are not empty.</summary>
/// <remarks>
/// A block knows the word that points at it, be that the head of the list or another block's link.
/// "No block" is offset 0, and writing its link hits <see cref="ArenaHeader.Scratch"/>: with blocks of random sizes, a branch for the
/// end of a list would be mispredicted half of the time, which costs more than all the rest of the function.
/// </remarks>
internal static class FreeLists
{
    /// <summary>The offset of a list's head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HeadAt(uint sizeClass) => ArenaHeader.HeadsOffset + sizeClass * sizeof(uint);

    /// <summary>The lists of a row that are not empty, one bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Map(ref byte region, uint row) => ref Unsafe.AddByteOffset(ref region, (nuint)(ArenaHeader.MapOffset + row));

    /// <summary>The first block of the first list that is not empty, from a class on; 0 when there is none. O(1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindFit(ref byte region, uint sizeClass)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        uint row = sizeClass >> SizeClass.RowBits;
        uint lists = Map(ref region, row) & (0xFFu << (int)(sizeClass & 7));
        // Both ways are computed, see the remarks; row 32 of the maps exists and is empty.
        uint rowAbove = (uint)BitOperations.TrailingZeroCount(header.Rows & (0xFFFF_FFFEu << (int)row));
        uint listsAbove = Map(ref region, rowAbove);
        row = lists == 0 ? rowAbove : row;
        lists = lists == 0 ? listsAbove : lists;
        uint found = (row << SizeClass.RowBits) + (uint)BitOperations.TrailingZeroCount(lists);
        return found < header.Classes ? Block.Word(ref region, HeadAt(found)) : 0;
    }

    /// <summary>Makes a block free and the first of its list. O(1).</summary>
    /// <returns>False, with nothing changed, when the list is damaged.</returns>
    public static bool Insert(ref byte region, uint block, uint size)
    {
        uint sizeClass = SizeClass.Of(size);
        uint row = sizeClass >> SizeClass.RowBits;
        uint head = HeadAt(sizeClass);
        uint next = Block.Word(ref region, head);
        if (!IsLinkedFrom(ref region, next, head))
            return false;
        Block.Word(ref region, next + Block.LinkAt) = block + Block.NextAt;
        Block.SetFree(ref region, block, size);
        Block.Word(ref region, block + Block.NextAt) = next;
        Block.Word(ref region, block + Block.LinkAt) = head;
        Block.Word(ref region, head) = block;
        Map(ref region, row) |= (byte)(1u << (int)(sizeClass & 7));
        Block.Header(ref region).Rows |= 1u << (int)row;
        return true;
    }

    /// <summary>Takes a free block out of its list. O(1).</summary>
    /// <returns>False, with nothing changed, when the links around it do not agree.</returns>
    public static bool Unlink(ref byte region, uint block, uint size)
    {
        ref ArenaHeader header = ref Block.Header(ref region);
        uint next = Block.Word(ref region, block + Block.NextAt);
        uint link = Block.Word(ref region, block + Block.LinkAt);
        if (link - ArenaHeader.HeadsOffset >= header.End - ArenaHeader.HeadsOffset || (link & 3) != 0
            || Block.Word(ref region, link) != block || !IsLinkedFrom(ref region, next, block + Block.NextAt))
            return false;
        Block.Word(ref region, next + Block.LinkAt) = link;
        Block.Word(ref region, link) = next;
        uint sizeClass = SizeClass.Of(size);
        uint row = sizeClass >> SizeClass.RowBits;
        uint isEmpty = Block.Word(ref region, HeadAt(sizeClass)) == 0 ? 1u : 0u;
        uint lists = Map(ref region, row) & ~(isEmpty << (int)(sizeClass & 7));
        uint isRowEmpty = lists == 0 ? 1u : 0u;
        Map(ref region, row) = (byte)lists;
        header.Rows &= ~(isRowEmpty << (int)row);
        return true;
    }

    /// <summary>A block that could be allocated from the fullest class; 0 when nothing is free. O(1).</summary>
    public static uint Top(ref byte region)
    {
        uint rows = Block.Header(ref region).Rows;
        uint row = (uint)BitOperations.Log2(rows);
        uint sizeClass = (row << SizeClass.RowBits) + (uint)BitOperations.Log2(Map(ref region, row));
        return rows != 0 && sizeClass < Block.Header(ref region).Classes ? Block.Word(ref region, HeadAt(sizeClass)) : 0;
    }

    // Whether there is no next block, or one that knows the word which points at it. Without a branch for which of the two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLinkedFrom(ref byte region, uint next, uint link)
    {
        uint first = Block.Header(ref region).First;
        bool isNone = next == 0;
        if (!(isNone | (next - first < Block.Header(ref region).End - first)) || (next & Block.Flags) != 0)
            return false;
        return isNone | (Block.Word(ref region, next + Block.LinkAt) == link);
    }
}
