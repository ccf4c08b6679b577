using System.Runtime.InteropServices;

namespace System.Buffers.Binary;

/// <summary>Integers as bytes in a given order. Every target of nf is little-endian. The bytes need no alignment. All O(1).</summary>
public static class BinaryPrimitives
{
    /// <summary>The first 2 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<short>(source);

    /// <summary>Puts the number into the first 2 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt16LittleEndian(Span<byte> destination, short value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 2 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 2 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static short ReadInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<short>(source));

    /// <summary>Puts the number into the first 2 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt16BigEndian(Span<byte> destination, short value)
    {
        short reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static short ReverseEndianness(short value) => unchecked((short)ReverseEndianness((ushort)value));

    /// <summary>The first 2 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ushort>(source);

    /// <summary>Puts the number into the first 2 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 2 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 2 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ushort>(source));

    /// <summary>Puts the number into the first 2 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value)
    {
        ushort reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static ushort ReverseEndianness(ushort value) => unchecked((ushort)((value >> 8) | (value << 8)));

    /// <summary>The first 4 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<int>(source);

    /// <summary>Puts the number into the first 4 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt32LittleEndian(Span<byte> destination, int value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 4 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 4 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static int ReadInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<int>(source));

    /// <summary>Puts the number into the first 4 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt32BigEndian(Span<byte> destination, int value)
    {
        int reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static int ReverseEndianness(int value) => unchecked((int)ReverseEndianness((uint)value));

    /// <summary>The first 4 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<uint>(source);

    /// <summary>Puts the number into the first 4 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 4 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 4 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<uint>(source));

    /// <summary>Puts the number into the first 4 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt32BigEndian(Span<byte> destination, uint value)
    {
        uint reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static uint ReverseEndianness(uint value) => unchecked((value << 24) | ((value & 0xFF00) << 8) | ((value >> 8) & 0xFF00) | (value >> 24));

    /// <summary>The first 8 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<long>(source);

    /// <summary>Puts the number into the first 8 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt64LittleEndian(Span<byte> destination, long value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 8 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 8 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static long ReadInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<long>(source));

    /// <summary>Puts the number into the first 8 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteInt64BigEndian(Span<byte> destination, long value)
    {
        long reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static long ReverseEndianness(long value) => unchecked((long)ReverseEndianness((ulong)value));

    /// <summary>The first 8 bytes as a number, least significant byte first; a fault when there are fewer.</summary>
    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ulong>(source);

    /// <summary>Puts the number into the first 8 bytes, least significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => MemoryMarshal.Write(destination, in value);

    /// <summary>The first 8 bytes as a number, least significant byte first, if there are as many.</summary>
    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value) => MemoryMarshal.TryRead(source, out value);

    /// <summary>The first 8 bytes as a number, most significant byte first; a fault when there are fewer.</summary>
    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ulong>(source));

    /// <summary>Puts the number into the first 8 bytes, most significant byte first; a fault when there are fewer.</summary>
    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value)
    {
        ulong reversed = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in reversed);
    }

    /// <summary>The number with its bytes in reverse order.</summary>
    public static ulong ReverseEndianness(ulong value) => unchecked(((ulong)ReverseEndianness((uint)value) << 32) | ReverseEndianness((uint)(value >> 32)));
}
