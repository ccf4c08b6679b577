using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Block operations that compiled code calls by name, and that spans use.</summary>
internal static unsafe class SpanHelpers
{
    internal static void Memmove(ref byte destination, ref byte source, nuint bytes)
        => Buffer.Memmove(ref destination, ref source, bytes);

    internal static void Fill(ref byte destination, nuint bytes, byte value)
        => MemorySet((byte*)Unsafe.AsPointer(ref destination), value, bytes);

    internal static void Fill(ref byte destination, byte value, nuint bytes) => Fill(ref destination, bytes, value);

    internal static void ClearWithoutReferences(ref byte destination, nuint bytes) => Fill(ref destination, bytes, 0);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "memset")]
    private static extern void* MemorySet(byte* destination, int value, nuint bytes);
}
