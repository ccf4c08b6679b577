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

    /// <summary>The first byte.</summary>
    public static byte* Start => (byte*)Unsafe.AsPointer(ref s_storage);

    [StructLayout(LayoutKind.Sequential, Size = Bytes)]
    private struct Storage
    {
        // Makes it as aligned as an arena has to be.
        private ulong _first;
    }
}
