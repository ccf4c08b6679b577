using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>The memory that guests share out; its size is board.yaml's.</summary>
[StructLayout(LayoutKind.Sequential, Size = BoardConstants.HostRegionBytes)]
internal struct RegionMemory
{
    // Makes it as aligned as an arena has to be.
    private ulong _first;
}
