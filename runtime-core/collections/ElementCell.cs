using System;
using System.Buffers.Binary;
using System.Threading;

namespace Nf.Runtime;

/// <summary>How an element of a vector or ring lies in memory: an i32 in 4 bytes, everything else in 8. O(1).</summary>
internal static class ElementCell
{
    private const int HighAt = sizeof(uint);

    /// <summary>The words that are stored: an i32 has no high one.</summary>
    public static WordPair Clean(ElementType type, WordPair element) =>
        type == ElementType.Int32 ? new WordPair(element.Low, 0) : element;

    /// <summary>Reads an element.</summary>
    public static WordPair Read(ReadOnlySpan<byte> cell, ElementType type)
    {
        uint low = BinaryPrimitives.ReadUInt32LittleEndian(cell);
        return new WordPair(low, type == ElementType.Int32 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(cell.Slice(HighAt)));
    }

    /// <summary>Writes an element.</summary>
    public static void Write(Span<byte> cell, ElementType type, WordPair element)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(cell, element.Low);
        if (type != ElementType.Int32) BinaryPrimitives.WriteUInt32LittleEndian(cell.Slice(HighAt), element.High);
    }

    /// <summary>Reads an element; what is read later is read after it.</summary>
    public static WordPair Acquire(ReadOnlySpan<uint> cell)
    {
        uint low = Volatile.Read(in cell[0]);
        return new WordPair(low, cell.Length == 1 ? 0 : Volatile.Read(in cell[1]));
    }

    /// <summary>Writes an element; what was written before is seen before it.</summary>
    public static void Release(Span<uint> cell, WordPair element)
    {
        Volatile.Write(ref cell[0], element.Low);
        if (cell.Length != 1) Volatile.Write(ref cell[1], element.High);
    }
}
