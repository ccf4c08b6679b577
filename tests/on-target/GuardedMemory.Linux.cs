using System.Runtime.CompilerServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

internal static unsafe partial class GuardedMemory
{
    // Reserved once: an emulator of another processor takes long for so many addresses.
    private static Mappings s_mappings;

    static partial void LendPages(int place, ref InstanceOptions options, ref Status status)
    {
        byte* start = (byte*)s_mappings[place];
        options.ReservedBytes = AheadModule.ReservedBytesFor(options.Ahead);
        status = start == null ? MemoryMapping.TryReserve((nuint)options.ReservedBytes, out start) : Close(start);
        if (status != Status.Ok) return;
        s_mappings[place] = (nint)start;
        options.Memory = start;
        options.MemoryBytes = MemoryBytes;
        options.Commit = &MemoryMapping.Commit;
    }

    private static Status Close(byte* start)
    {
        delegate* unmanaged<byte*, uint, void> discard = &MemoryMapping.Discard;
        discard(start, MemoryBytes);
        return MemoryMapping.Forbid(start, MemoryBytes);
    }

    [InlineArray(Places)]
    private struct Mappings
    {
        private nint _first;
    }
}
