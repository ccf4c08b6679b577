using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Nf.Platform;

/// <summary>Bytes between the interrupt of the control line's UART and the program. There is one such line.</summary>
internal static class UartRing
{
    // A place stays empty: else full and empty would look the same.
    private const int Places = 256;

    private static ByteArray s_bytes;
    private static int s_first;
    private static int s_end;

    /// <summary>Whether there is no room.</summary>
    public static bool IsFull => (s_end + 1) % Places == Volatile.Read(ref s_first);

    /// <summary>Puts a byte in; the one caller is the interrupt, and there is room. O(1).</summary>
    public static void Put(byte value)
    {
        s_bytes[s_end] = value;
        Volatile.Write(ref s_end, (s_end + 1) % Places);
    }

    /// <summary>Takes the oldest bytes; the one caller is the program. O(bytes).</summary>
    /// <returns>How many.</returns>
    public static int Take(Span<byte> buffer)
    {
        int end = Volatile.Read(ref s_end), first = s_first, count = 0;
        for (; count < buffer.Length && first != end; count++)
        {
            buffer[count] = s_bytes[first];
            first = (first + 1) % Places;
        }
        Volatile.Write(ref s_first, first);
        return count;
    }

    [InlineArray(Places)]
    private struct ByteArray
    {
        private byte _first;
    }
}
