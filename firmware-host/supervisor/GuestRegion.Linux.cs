using System;
using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

public unsafe partial struct GuestRegion
{
    // A page of any Linux.
    private const int LinearAlignment = Arena.MaxAlignment;

    // Whole pages go back to the system instead of being cleared: they cost nothing until they are touched.
    private static void Zero(byte* start, uint bytes)
    {
        uint pages = bytes & ~(uint)(LinearAlignment - 1);
        delegate* unmanaged<byte*, uint, void> discard = &MemoryMapping.Discard;
        if (pages != 0) discard(start, pages);
        new Span<byte>(start + pages, (int)(bytes - pages)).Clear();
    }
}
