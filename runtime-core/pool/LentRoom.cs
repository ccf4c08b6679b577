using System;
using Nf.Memory;

namespace Nf.Runtime;

/// <summary>
/// Room in memory that the caller lends for as long as the pool lives: for each place an arena and behind it linear memory. What a board
/// has in static storage. Opening clears the linear memory; closing costs nothing.
/// </summary>
public unsafe struct LentRoom : IInstanceRoom
{
    private byte* _start;
    private int _arenaBytes;
    private InstanceOptions _options;

    /// <summary>Bytes that one place takes.</summary>
    /// <param name="arenaBytes">Of its arena, see <see cref="Arena.Create"/>.</param>
    /// <param name="memoryBytes">Of its linear memory, with what the engine keeps of it.</param>
    public static long BytesFor(int arenaBytes, uint memoryBytes) => Rounded((uint)arenaBytes) + Rounded(memoryBytes);

    /// <summary>Divides memory into places.</summary>
    /// <param name="start">The first byte, 8-byte aligned.</param>
    /// <param name="bytes">Their number: <see cref="BytesFor"/> times the pool's places, or more.</param>
    /// <param name="places">The pool's places.</param>
    /// <param name="arenaBytes">Size of each arena.</param>
    /// <param name="options">
    /// What every instance is given; arena and memory are set here, <see cref="InstanceOptions.MemoryBytes"/> counts.
    /// </param>
    /// <param name="room">The room.</param>
    /// <returns>Ok; InvalidArgument for a wrong alignment or size; OutOfMemory when the places do not fit.</returns>
    public static Status Create(byte* start, long bytes, int places, int arenaBytes, in InstanceOptions options, out LentRoom room)
    {
        room = default;
        if (start == null || ((nuint)start & 7) != 0 || arenaBytes < Arena.MinRegionBytes || places < 0) return Status.InvalidArgument;
        if (BytesFor(arenaBytes, options.MemoryBytes) * places > bytes) return Status.OutOfMemory;
        room._start = start;
        room._arenaBytes = arenaBytes;
        room._options = options;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Open(int place, out InstanceOptions options)
    {
        options = _options;
        byte* region = _start + BytesFor(_arenaBytes, _options.MemoryBytes) * place;
        Status status = Arena.Create(region, _arenaBytes, out options.Arena);
        if (status != Status.Ok) return status;
        options.Memory = region + Rounded((uint)_arenaBytes);
        new Span<byte>(options.Memory, (int)options.MemoryBytes).Clear();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly void Close(int place)
    {
    }

    private static long Rounded(uint bytes) => ((long)bytes + 7) & ~7L;
}
