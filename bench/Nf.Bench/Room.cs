using System;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>What a host gives an instance: an arena and a linear memory, from native memory.</summary>
internal sealed unsafe class Room : IDisposable
{
    private const int ArenaBytes = 256 << 10;
    private const int StackBytes = 16 << 10;
    private const int NativeStackBytes = 256 << 10;
    private const int MemoryAlignment = 16;

    private readonly byte* _arena;
    private readonly byte* _memory;

    /// <param name="pages">Linear memory in pages of 64 KiB.</param>
    public Room(int pages)
    {
        uint memoryBytes = (uint)pages * 65536 + Interpreter.MemoryOverheadBytes;
        _arena = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, MemoryAlignment);
        _memory = (byte*)NativeMemory.AlignedAlloc(memoryBytes, MemoryAlignment);
        Bench.Require(Arena.Create(_arena, ArenaBytes, out Arena arena));
        Options = new InstanceOptions
        {
            Arena = arena,
            Memory = _memory,
            MemoryBytes = memoryBytes,
            Limits = InstanceLimits.Most with { StackBytes = StackBytes },
            NativeStackBytes = NativeStackBytes,
        };
        ClearMemory();
    }

    public InstanceOptions Options { get; }

    public void ClearMemory() => new Span<byte>(_memory, (int)Options.MemoryBytes).Clear();

    /// <summary>The same room for C, with the arena's bytes as a bump allocator's.</summary>
    public NativeBaseline.Recycler ForC(EmbeddedModule module, int importCount) => new()
    {
        Wasm = module.Pointer,
        WasmBytes = (uint)module.Length,
        Memory = _memory,
        MemoryBytes = Options.MemoryBytes,
        Arena = _arena,
        ArenaBytes = ArenaBytes,
        ImportCount = (uint)importCount,
        StackBytes = StackBytes,
        NativeStackBytes = NativeStackBytes,
    };

    public void Dispose()
    {
        NativeMemory.AlignedFree(_arena);
        NativeMemory.AlignedFree(_memory);
    }
}
