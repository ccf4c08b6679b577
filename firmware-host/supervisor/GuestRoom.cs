using System;
using System.Runtime.CompilerServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>What one guest has of a <see cref="GuestRegion"/>.</summary>
internal unsafe struct GuestRoom
{
    // What compiling needs beyond what it keeps, and a smaller arena's other rounding.
    private const int SlackBytes = 64;
    private const int GrowthParts = 32;

    private byte* _arena;
    private byte* _linear;
    private byte* _package;

    /// <summary>Bytes of the linear memory, with what the engine keeps of it.</summary>
    public uint LinearBytes { get; private set; }

    /// <summary>Bytes of the engine's arena.</summary>
    public int ArenaBytes { get; private set; }

    /// <summary>The most that the engine took of its arena.</summary>
    public int ArenaPeakBytes { get; private set; }

    /// <summary>Room for a copy of a package, which is not one that the image has.</summary>
    /// <returns>Ok or OutOfMemory.</returns>
    public Status TakePackage(in GuestRegion region, int bytes, out byte* package)
    {
        Status status = region.Take(bytes, out _package);
        package = _package;
        return status;
    }

    /// <summary>Makes an instance in as little memory as it needs: made once with all there is, measured, and made again.</summary>
    /// <param name="region">Where the memory comes from.</param>
    /// <param name="linearBytes">Bytes of its linear memory, with what the engine keeps.</param>
    /// <param name="wasm">The package.</param>
    /// <param name="wasmBytes">Its bytes.</param>
    /// <param name="options">What else it is given.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="error">What was wrong.</param>
    /// <returns>As <see cref="Instance.Create"/>, and OutOfMemory.</returns>
    public Status Make(
        in GuestRegion region, uint linearBytes, byte* wasm, int wasmBytes, in InstanceOptions options, out Instance instance,
        out LoadError error)
    {
        instance = default;
        error = default;
        InstanceOptions own = options;
        Status status = region.TakeLinear((int)linearBytes, out _linear);
        if (status != Status.Ok) return status;
        LinearBytes = linearBytes;
        own.Memory = _linear;
        own.MemoryBytes = linearBytes;
        status = MakeIn(in region, region.LargestFreeBytes, wasm, wasmBytes, ref own, out instance, out error);
        if (status != Status.Ok) return status;
        // Sizes are searched in steps, so it may need a little more than it took at most. What was enough before is enough again.
        int most = ArenaBytes;
        int needed = most - own.Arena.CapacityBytes + own.Arena.PeakBytes + SlackBytes;
        do
        {
            region.Give(ref _arena);
            region.ClearLinear(_linear, linearBytes);
            int arenaBytes = Math.Min((needed + 7) & ~7, most);
            status = MakeIn(in region, arenaBytes, wasm, wasmBytes, ref own, out instance, out error);
            needed += needed / GrowthParts;
        }
        while (status == Status.OutOfMemory && ArenaBytes < most);

        ArenaPeakBytes = own.Arena.PeakBytes;
        return status;
    }

    /// <summary>Gives everything back.</summary>
    public void Drop(in GuestRegion region)
    {
        region.Give(ref _arena);
        region.Give(ref _linear);
        region.Give(ref _package);
        this = default;
    }

    // Not inlined: it would be there twice.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Status MakeIn(
        in GuestRegion region, int arenaBytes, byte* wasm, int wasmBytes, ref InstanceOptions options, out Instance instance,
        out LoadError error)
    {
        instance = default;
        error = default;
        ArenaBytes = arenaBytes;
        Status status = region.Take(arenaBytes, out _arena);
        if (status == Status.Ok) status = Arena.Create(_arena, arenaBytes, out options.Arena);
        return status == Status.Ok ? Instance.Create<HostFunctions>(wasm, wasmBytes, in options, out instance, out error) : status;
    }
}
