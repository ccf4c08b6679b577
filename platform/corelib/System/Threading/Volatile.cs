using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>
/// Reads and writes that other threads and interrupts see in order: what follows a read is done after it,
/// what precedes a write is done before it.
/// </summary>
public static class Volatile
{
    /// <summary>Reads; what follows is done after it.</summary>
    public static bool Read(ref readonly bool location) => Unsafe.As<bool, BoolCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref bool location, bool value) => Unsafe.As<bool, BoolCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static byte Read(ref readonly byte location) => Unsafe.As<byte, ByteCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref byte location, byte value) => Unsafe.As<byte, ByteCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static sbyte Read(ref readonly sbyte location) => Unsafe.As<sbyte, SbyteCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref sbyte location, sbyte value) => Unsafe.As<sbyte, SbyteCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static short Read(ref readonly short location) => Unsafe.As<short, ShortCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref short location, short value) => Unsafe.As<short, ShortCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static ushort Read(ref readonly ushort location) => Unsafe.As<ushort, UshortCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref ushort location, ushort value) => Unsafe.As<ushort, UshortCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static int Read(ref readonly int location) => Unsafe.As<int, IntCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref int location, int value) => Unsafe.As<int, IntCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static uint Read(ref readonly uint location) => Unsafe.As<uint, UintCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref uint location, uint value) => Unsafe.As<uint, UintCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static nint Read(ref readonly nint location) => Unsafe.As<nint, NintCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref nint location, nint value) => Unsafe.As<nint, NintCell>(ref location).Value = value;

    /// <summary>Reads; what follows is done after it.</summary>
    public static nuint Read(ref readonly nuint location) => Unsafe.As<nuint, NuintCell>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes; what precedes is done before it.</summary>
    public static void Write(ref nuint location, nuint value) => Unsafe.As<nuint, NuintCell>(ref location).Value = value;

    /// <summary>Reads all 64 bits at once; what follows is done after it.</summary>
    public static unsafe long Read(ref readonly long location)
        => sizeof(nint) == 8
            ? (long)Unsafe.As<long, NintCell>(ref Unsafe.AsRef(in location)).Value
            : Interlocked.CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    /// <summary>Writes all 64 bits at once; what precedes is done before it.</summary>
    public static unsafe void Write(ref long location, long value)
    {
        if (sizeof(nint) == 8)
            Unsafe.As<long, NintCell>(ref location).Value = (nint)value;
        else
            Interlocked.Exchange(ref location, value);
    }

    /// <summary>Reads all 64 bits at once; what follows is done after it.</summary>
    public static unsafe ulong Read(ref readonly ulong location)
        => sizeof(nint) == 8
            ? (ulong)Unsafe.As<ulong, NintCell>(ref Unsafe.AsRef(in location)).Value
            : Interlocked.CompareExchange(ref Unsafe.AsRef(in location), 0, 0);

    /// <summary>Writes all 64 bits at once; what precedes is done before it.</summary>
    public static unsafe void Write(ref ulong location, ulong value)
    {
        if (sizeof(nint) == 8)
            Unsafe.As<ulong, NintCell>(ref location).Value = (nint)value;
        else
            Interlocked.Exchange(ref location, value);
    }

    private struct BoolCell
    {
        public volatile bool Value;
    }

    private struct ByteCell
    {
        public volatile byte Value;
    }

    private struct SbyteCell
    {
        public volatile sbyte Value;
    }

    private struct ShortCell
    {
        public volatile short Value;
    }

    private struct UshortCell
    {
        public volatile ushort Value;
    }

    private struct IntCell
    {
        public volatile int Value;
    }

    private struct UintCell
    {
        public volatile uint Value;
    }

    private struct NintCell
    {
        public volatile nint Value;
    }

    private struct NuintCell
    {
        public volatile nuint Value;
    }
}
