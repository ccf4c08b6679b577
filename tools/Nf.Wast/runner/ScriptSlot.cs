using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
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
    private readonly ValidationRules _sourceRules;
    private readonly AheadSet* _ahead;
    private Instance _instance;
    private LoadError _load;
    private ulong _usedBytes;
    private byte* _name;
    private int _nameBytes;

    /// <summary>Makes an empty slot.</summary>
    /// <param name="arena">Where the engine allocates, 8-byte aligned.</param>
    /// <param name="arenaBytes">Its size.</param>
    /// <param name="options">
    /// Linear memory, all zero, and stacks; the arena in it is not looked at. With Commit, Discard must take back what that gave.
    /// </param>
    /// <param name="sourceRules">What a module may hold before any lowering; more is refused by name.</param>
    /// <param name="ahead">The modules as they were compiled ahead of time; null for the interpreter.</param>
    public ScriptSlot(byte* arena, int arenaBytes, in InstanceOptions options, ValidationRules sourceRules, AheadSet* ahead)
    {
        this = default;
        _arena = arena;
        _arenaBytes = arenaBytes;
        _options = options;
        _sourceRules = sourceRules;
        _ahead = ahead;
        State = Status.NotFound;
    }

    /// <summary>Ok with an instance in it; NotFound without one; else how making it ended.</summary>
    public Status State { get; private set; }

    /// <summary>Another number for each instance that was in it.</summary>
    public uint Generation { get; private set; }

    /// <summary>What a module may hold before any lowering.</summary>
    public readonly ValidationRules SourceRules => _sourceRules;

    /// <summary>Why the module was refused.</summary>
    public readonly LoadError Load => _load;

    /// <summary>The instance; usable when <see cref="State"/> is Ok.</summary>
    public readonly ref readonly Instance Instance
    {
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get => ref _instance;
    }

    /// <summary>Drops what is in it, then only validates a module, as it was before any lowering. O(module).</summary>
    /// <returns>Ok, or why it was refused.</returns>
    public Status Validate(byte* wasm, int wasmBytes)
    {
        Drop();
        Status status = WasmModule.Open(wasm, wasmBytes, _sourceRules, out WasmModule module, out _load);
        if (status != Status.Ok) return status;
        status = Arena.Create(_arena, _arenaBytes, out Arena arena);
        if (status != Status.Ok) return status;
        int nesting = (int)(_options.NativeStackBytes / Interpreter.NestingBytes);
        ValidationLimits limits = new() { Values = Interpreter.ValuesMax, Nesting = nesting };
        // More than the arena has is asked for in vain.
        int bytes = (int)Math.Min(Validator.ScratchBytes(in module, in limits), _arenaBytes);
        status = arena.TryAllocate(bytes, sizeof(ulong), out Span<byte> scratch);
        return status == Status.Ok
            ? Validator.Run(in module, _sourceRules, in limits, scratch, out _, out _load)
            : status;
    }

    /// <summary>Drops what is in it, then makes an instance and runs its start function. O(module + memory that was used).</summary>
    /// <returns>Ok, why the module was refused, or the trap of its instantiation.</returns>
    public Status Open(byte* wasm, int wasmBytes)
    {
        Drop();
        InstanceOptions options = _options;
        if (_ahead != null && !FindCompiled(ref wasm, ref wasmBytes, ref options)) return State;
        State = Arena.Create(_arena, _arenaBytes, out options.Arena);
        if (State != Status.Ok) return State;
        // Segments are written even if the module is refused after that.
        if (WasmModule.OpenOutline(wasm, wasmBytes, ValidationRules.Source, out WasmModule module, out _) == Status.Ok)
            _usedBytes = module.Memory.Minimum * PageBytes;
        State = Instance.Create<LinkedFunctions>(wasm, wasmBytes, in options, out _instance, out _load);
        if (State != Status.Ok) return State;
        State = Refuel();
        if (State == Status.Ok) State = _instance.Start();
        // A start function may have grown the memory and trapped then.
        if (State != Status.Ok) KeepUsed();
        return State;
    }

    // In place of the module stands its outline then. What was not compiled was refused, and validation tells why.
    private bool FindCompiled(ref byte* wasm, ref int wasmBytes, ref InstanceOptions options)
    {
        Digest digest = default;
        Sha256 hash = default;
        hash.Initialize();
        hash.Append(new ReadOnlySpan<byte>(wasm, wasmBytes));
        State = hash.Finish(digest);
        if (State == Status.Ok) State = _ahead->Find(digest, out options.Ahead);
        if (State == Status.Ok)
        {
            wasm = options.Ahead->Outline;
            wasmBytes = options.Ahead->OutlineBytes;
            return true;
        }

        Status refusal = Validate(wasm, wasmBytes);
        State = refusal == Status.Ok ? Status.LimitExceeded : refusal;
        return false;
    }

    /// <summary>Offers the instance's exports to others under a name.</summary>
    /// <param name="name">The name; must stay where it is.</param>
    /// <param name="nameBytes">Its length.</param>
    public void Register(byte* name, int nameBytes)
    {
        _name = name;
        _nameBytes = nameBytes;
    }

    /// <summary>Whether what is in it, be it refused, was registered under that name.</summary>
    public readonly bool IsRegisteredAs(ReadOnlySpan<byte> name) =>
        _name != null && new ReadOnlySpan<byte>(_name, _nameBytes).SequenceEqual(name);

    /// <summary>Gives the instance the fuel of a call; one that is not metered needs none. O(1).</summary>
    public readonly Status Refuel() => _instance.IsMetered ? _instance.SetFuel(_instance.Limits.Fuel) : Status.Ok;

    /// <summary>Drops the instance and clears the memory that it used.</summary>
    public void Drop()
    {
        if (State == Status.Ok) KeepUsed();
        ulong bytes = _usedBytes + (_ahead == null ? Interpreter.MemoryOverheadBytes : 0);
        if (bytes > _options.MemoryBytes) bytes = _options.MemoryBytes;
        if (_options.Discard != null) _options.Discard(_options.Memory, (uint)bytes);
        else new Span<byte>(_options.Memory, (int)bytes).Clear();
        _usedBytes = 0;
        _load = default;
        _name = null;
        Generation++;
        State = Status.NotFound;
    }

    private void KeepUsed() => _usedBytes = (ulong)_instance.Memory.Length;

    [InlineArray(Sha256.DigestSize)]
    private struct Digest
    {
        private byte _element;
    }
}
