using System;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Fuzz;

/// <summary>
/// What an instance gets, of either engine: the same limits, and stacks of a size that fuel and depth alone end a call.
/// </summary>
/// <param name="nativeStackBytes">Native stack of a call, in bytes.</param>
internal sealed unsafe class EngineRoom(uint nativeStackBytes) : IDisposable
{
    /// <summary>The interpreter's value stack, in bytes.</summary>
    public const uint StackBytes = 1 << 20;

    /// <summary>Native stack of a call, in bytes, that is more than fuel and depth let a call use.</summary>
    public const uint NativeStackBytes = 8 << 20;

    private const int ArenaBytes = 4 << 20;
    private const uint MemoryBytes = CaseRoom.Pages * 65536;

    private readonly GuardedRegion _arena = new(ArenaBytes);
    private readonly GuardedRegion _interpreted = new((int)CaseRoom.MemoryBytes);
    // Faults at every access behind the memory as it is, whether the code checks or not.
    private readonly NativeRegion _compiled = NativeRegion.Reserve(MemoryBytes, AheadModule.GuardBytes);

    /// <summary>Makes an instance. Without fuel; nothing of it has run.</summary>
    /// <param name="wasm">The package; not looked at when it was compiled.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="ahead">The same, compiled; null for the interpreter.</param>
    /// <param name="instance">The instance.</param>
    public Status Open(byte* wasm, int bytes, AheadModule* ahead, out Instance instance)
    {
        instance = default;
        InstanceOptions options = new()
        {
            RequireMetered = true,
            NativeStackBytes = nativeStackBytes,
            Limits = new InstanceLimits
            {
                Fuel = CaseRoom.Fuel,
                CallDepth = CaseRoom.Depth,
                MemoryPages = CaseRoom.Pages,
                TableElements = 256,
                Functions = 1000,
                Globals = 1000,
                StackBytes = StackBytes,
                CodeBytes = uint.MaxValue,
            },
        };
        Status status = Arena.Create(_arena.Start, ArenaBytes, out options.Arena);
        if (status != Status.Ok)
            return status;
        if (ahead == null)
        {
            options.Memory = _interpreted.Start;
            options.MemoryBytes = CaseRoom.MemoryBytes;
            return Instance.Create<FuzzHost>(wasm, bytes, in options, out instance, out _);
        }
        options.Memory = _compiled.Start;
        options.MemoryBytes = MemoryBytes;
        options.ReservedBytes = AheadModule.GuardBytes;
        options.Commit = &MemoryMapping.Commit;
        options.Ahead = ahead;
        return Instance.Create<FuzzHost>(ahead->Outline, ahead->OutlineBytes, in options, out instance, out _);
    }

    /// <summary>Makes it as it was, once the instance is used no more.</summary>
    public void Clear()
    {
        new Span<byte>(_interpreted.Start, _interpreted.Bytes).Clear();
        delegate* unmanaged<byte*, uint, void> take = &MemoryMapping.Return;
        take(_compiled.Start, MemoryBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arena.Dispose();
        _interpreted.Dispose();
        _compiled.Dispose();
    }
}
