using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>The memory that guests share out; its size is board.yaml's.</summary>
internal static unsafe class RegionMemory
{
    [StructLayout(LayoutKind.Sequential, Size = BoardConstants.HostRegionBytes)]
    private struct Storage
    {
        // Makes it as aligned as an arena has to be.
        private ulong _first;
    }

    [FixedAddressValueType]
    private static Storage s_storage;

    /// <summary>The first byte.</summary>
    public static byte* Start => (byte*)Unsafe.AsPointer(ref s_storage);

    /// <summary>Clears what an emulator or a debugger left there.</summary>
    public static void Clear() => s_storage = default;
}
