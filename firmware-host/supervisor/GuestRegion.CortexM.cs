using System;
using Nf.Memory;

namespace Nf.FirmwareHost;

public unsafe partial struct GuestRegion
{
    private const int LinearAlignment = Arena.Granularity;

    private static void Zero(byte* start, uint bytes) => new Span<byte>(start, (int)bytes).Clear();
}
