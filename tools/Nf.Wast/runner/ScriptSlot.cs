using System;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Room for one instance, and the instance that is in it.</summary>
public unsafe struct ScriptSlot
{
    private const ulong PageBytes = 65536;

    private readonly byte* _arena;
    private readonly int _arenaBytes;
    private readonly InstanceOptions _options;
    private Instance<Wasm3Engine> _instance;
    private LoadError _load;
    private ulong _usedBytes;

    /// <summary>Makes an empty slot.</summary>
    /// <param name="arena">Where the engine allocates, 8-byte aligned.</param>
    /// <param name="arenaBytes">Its size.</param>
    /// <param name="options">Linear memory, all zero, and stacks; the arena in it is not looked at.</param>
    public ScriptSlot(byte* arena, int arenaBytes, in InstanceOptions options)
    {
        this = default;
        _arena = arena;
        _arenaBytes = arenaBytes;
        _options = options;
        State = Status.NotFound;
    }

    /// <summary>Ok with an instance in it; NotFound without one; else how making it ended.</summary>
    public Status State { get; private set; }

    /// <summary>Why the module was refused.</summary>
    public readonly LoadError Load => _load;

    /// <summary>The instance; usable when <see cref="State"/> is Ok.</summary>
    public readonly ref readonly Instance<Wasm3Engine> Instance
    {
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get => ref _instance;
    }

    /// <summary>Drops what is in it, then makes an instance and runs its start function. O(module + memory that was used).</summary>
    /// <returns>Ok, why the module was refused, or the trap of its instantiation.</returns>
    public Status Open(byte* wasm, int wasmBytes)
    {
        Drop();
        InstanceOptions options = _options;
        State = Arena.Create(_arena, _arenaBytes, out options.Arena);
        if (State != Status.Ok) return State;
        // Segments are written even if the module is refused after that.
        if (WasmModule.Open(wasm, wasmBytes, out WasmModule module, out _) == Status.Ok) _usedBytes = module.Memory.Minimum * PageBytes;
        State = Instance<Wasm3Engine>.Create<SpectestFunctions>(wasm, wasmBytes, in options, out _instance, out _load);
        if (State != Status.Ok) return State;
        State = _instance.Start();
        // A start function may have grown the memory and trapped then.
        if (State != Status.Ok) KeepUsed();
        return State;
    }

    /// <summary>Drops the instance and clears the memory that it used.</summary>
    public void Drop()
    {
        if (State == Status.Ok) KeepUsed();
        ulong bytes = _usedBytes + Wasm3Engine.MemoryOverheadBytes;
        if (bytes > _options.MemoryBytes) bytes = _options.MemoryBytes;
        new Span<byte>(_options.Memory, (int)bytes).Clear();
        _usedBytes = 0;
        _load = default;
        State = Status.NotFound;
    }

    private void KeepUsed() => _usedBytes = (ulong)_instance.Memory.Length;
}
