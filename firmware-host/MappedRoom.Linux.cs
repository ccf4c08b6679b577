using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Room for the instances of a pool on Linux: each has a mapping of its own, an arena and behind it a range of addresses as long as its
/// linear memory may become. Memory stands behind what the guest has of that; closing gives all of it back to the system.
/// </summary>
public unsafe struct MappedRoom : IInstanceRoom
{
    private byte** _mappings;
    private uint _arenaBytes;
    private InstanceOptions _options;

    /// <summary>Describes the room; nothing is mapped yet but the list of mappings.</summary>
    /// <param name="mappings">Storage for an address a place; it must stay while the pool is used.</param>
    /// <param name="arenaBytes">Of each arena; rounded up to 64 KiB, a page of any Linux.</param>
    /// <param name="options">What every instance is given; arena and memory are set here, <see cref="InstanceOptions.MemoryBytes"/> is the
    /// ceiling.</param>
    public MappedRoom(byte** mappings, int arenaBytes, in InstanceOptions options)
    {
        const uint Page = 65536;
        _mappings = mappings;
        _arenaBytes = ((uint)arenaBytes + Page - 1) & ~(Page - 1);
        _options = options;
        _options.Commit = &MemoryMapping.Commit;
        _options.Discard = &MemoryMapping.Discard;
    }

    /// <inheritdoc/>
    /// <remarks>Two system calls, and one when the instance is loaded.</remarks>
    public readonly Status Open(int place, out InstanceOptions options)
    {
        options = _options;
        if (Addresses > nuint.MaxValue - _arenaBytes) return Status.OutOfMemory;
        Status status = MemoryMapping.TryReserve(MappedBytes, out byte* start);
        if (status != Status.Ok) return status;
        status = MemoryMapping.Allow(start, _arenaBytes);
        if (status == Status.Ok) status = Arena.Create(start, (int)_arenaBytes, out options.Arena);
        if (status != Status.Ok)
        {
            MemoryMapping.Unmap(start, MappedBytes);
            return status;
        }

        options.Memory = start + _arenaBytes;
        options.ReservedBytes = Addresses;
        _mappings[place] = start;
        return Status.Ok;
    }

    /// <inheritdoc/>
    /// <remarks>One system call.</remarks>
    public readonly void Close(int place) => MemoryMapping.Unmap(_mappings[place], MappedBytes);

    // Code without checks needs its addresses behind the memory, whatever the ceiling.
    private readonly ulong Addresses => _options.Ahead != null && _options.Ahead->NeedsGuard ? AheadModule.GuardBytes : _options.MemoryBytes;

    private readonly nuint MappedBytes => _arenaBytes + (nuint)Addresses;
}
