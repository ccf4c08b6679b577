using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Copying bytes: the C library's <c>memmove</c>.</summary>
public static unsafe class Buffer
{
    /// <summary>Copies bytes; the memories may overlap. A fault when there are more than the destination holds. O(n).</summary>
    public static void MemoryCopy(void* source, void* destination, ulong destinationSizeInBytes, ulong sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes)
            Internal.Runtime.CompilerHelpers.Fault.Raise(Internal.Runtime.CompilerHelpers.FaultKind.DestinationTooShort);
        MemoryMove((byte*)destination, (byte*)source, (nuint)sourceBytesToCopy);
    }

    internal static void Memmove(ref byte destination, ref byte source, nuint bytes)
        => MemoryMove((byte*)Unsafe.AsPointer(ref destination), (byte*)Unsafe.AsPointer(ref source), bytes);

    // The compiler resolves the two by name: copies of large structs, and of structs with references.
    private static void MemCopy(ref byte destination, ref byte source, nuint bytes) => Memmove(ref destination, ref source, bytes);

    private static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint bytes)
        => Memmove(ref destination, ref source, bytes);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "memmove")]
    private static extern void* MemoryMove(byte* destination, byte* source, nuint bytes);
}
