using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>The memory that supervised guests share out, on a board.</summary>
internal static unsafe class SupervisionRoom
{
    /// <summary>Its size.</summary>
    public const int Bytes = 26 * 1024;

    [FixedAddressValueType]
    private static Storage s_storage;

    /// <summary>Takes it, all zero, from whoever had it.</summary>
    /// <returns>The first byte.</returns>
    public static byte* Take()
    {
        s_storage = default;
        return (byte*)Unsafe.AsPointer(ref s_storage);
    }

    [StructLayout(LayoutKind.Sequential, Size = Bytes)]
    private struct Storage
    {
        // Makes it as aligned as an arena has to be.
        private ulong _first;
    }
}
