using System;

namespace Nf.Runtime;

/// <summary>
/// A module with its own memory, ready to be called. All it owns lies in the arena and the linear memory of its
/// <see cref="InstanceOptions"/>: dropping those is tearing it down. One thread at a time.
/// </summary>
public unsafe partial struct Instance
{
    private const uint PageBytes = 65536;

    private WasmModule _module;
    private InstanceLimits _limits;
    private Engine _engine;
    private delegate* unmanaged<byte*, uint, void> _discard;
    private uint _keepBytes;

    /// <summary>The module's structure.</summary>
    public readonly WasmModule Module => _module;

    /// <summary>What holds for this instance: the least of what the manifest, the operator and the board allow.</summary>
    public readonly InstanceLimits Limits => _limits;

    /// <summary>True when fuel and depth are counted.</summary>
    public readonly bool IsMetered => _module.HasManifest;

    /// <summary>Fuel in units that is left; 0 when it ran out or is not counted. O(1).</summary>
    public readonly ulong Fuel => _engine.Fuel;

    /// <summary>
    /// Sets the fuel that is left, at most <see cref="InstanceLimits.FuelMax"/>. A package runs nothing, not even its start function,
    /// before this; host functions may refill it while it runs. O(1).
    /// </summary>
    /// <returns>Ok, or NotSupported when the module is not metered.</returns>
    public readonly Status SetFuel(ulong units) => _engine.SetFuel(units);

    /// <summary>
    /// Opens a module, checks it against the options, links every import, compiles every function and
    /// seals the arena. The start function has not run yet: see <see cref="Start"/>. O(module).
    /// </summary>
    /// <typeparam name="THost">The functions that the host offers.</typeparam>
    /// <param name="wasm">The module's bytes; they must stay where they are while the instance lives.</param>
    /// <param name="wasmBytes">Their number.</param>
    /// <param name="options">What the instance is given.</param>
    /// <param name="instance">The instance; usable only on success.</param>
    /// <param name="error">On failure what was wrong and where.</param>
    public static Status Create<THost>(
        byte* wasm, int wasmBytes, in InstanceOptions options, out Instance instance, out LoadError error)
        where THost : IHostFunctions
    {
        instance = default;
        instance._discard = options.Discard;
        instance._keepBytes = options.KeepBytes;
        Status status = OpenModule(wasm, wasmBytes, in options, out instance._module, out error);
        if (status != Status.Ok) return status;
        status = LimitsGate.Admit(in instance._module, in options, out instance._limits, out Manifest manifest, out error);
        if (status != Status.Ok) return status;
        status = Fit(in instance._module, in options, in instance._limits, out InstanceOptions fitted, out error);
        if (status != Status.Ok) return status;
        status = Engine.Open(in fitted, out instance._engine);
        if (status != Status.Ok) return Refuse(status, LoadDetail.Arena, out error);
        status = instance._engine.Load(in instance._module);
        if (status != Status.Ok) return RefuseByEngine(status, out error);
        status = instance.LinkImports<THost>(in manifest, out error);
        if (status != Status.Ok) return status;
        instance.RegisterHeap(ref status);
        if (status == Status.Ok) status = instance.Meter();
        if (status == Status.Ok) status = instance._engine.Compile();
        if (status != Status.Ok) return RefuseByEngine(status, out error);
        options.Arena.Seal();
        return Status.Ok;
    }

    private static Status OpenModule(byte* wasm, int wasmBytes, in InstanceOptions options, out WasmModule module, out LoadError error)
    {
        if (options.Ahead == null) return WasmModule.Open(wasm, wasmBytes, Interpreter.Rules, out module, out error);
        module = default;
        bool isOutline = wasm == options.Ahead->Outline && wasmBytes == options.Ahead->OutlineBytes;
        return isOutline
            ? WasmModule.OpenOutline(wasm, wasmBytes, ValidationRules.Source, out module, out error)
            : Refuse(Status.InvalidArgument, LoadDetail.Outline, out error);
    }

    // What of the options this module may use: no more memory than its maximum and its limit.
    private static Status Fit(
        in WasmModule module, in InstanceOptions options, in InstanceLimits limits, out InstanceOptions fitted, out LoadError error)
    {
        fitted = options;
        fitted.Limits = limits;
        uint overhead = 0;
        if (options.Ahead == null) GetOverhead(ref overhead);
        if (options.MemoryBytes < overhead) return Refuse(Status.InvalidArgument, LoadDetail.MemorySize, out error);
        ulong given = options.MemoryBytes - overhead;
        uint pages = module.Memory.Maximum < limits.MemoryPages ? module.Memory.Maximum : limits.MemoryPages;
        ulong most = module.HasMemory ? (ulong)pages * PageBytes : 0;
        if (given > most) fitted.MemoryBytes = (uint)most + overhead;
        if (!options.ClipMemory && (ulong)module.Memory.Minimum * PageBytes > given)
        {
            error = new LoadError(Status.LimitExceeded, LoadDetail.MemorySize, module.Section(SectionId.Memory).Start);
            return error.Status;
        }

        Status status = module.CheckSegments(given, out error);
        // What was compiled ahead of time was validated before.
        if (status == Status.Ok && options.Ahead == null) ValidateForInterpreter(in module, ref fitted, ref status, ref error);
        return status;
    }

    // An image whose guest needs none of it does without. The detail says that the import is one of nf.lower.
    readonly partial void LinkLowered(int index, in ImportEntry import, ref Status status, ref LoadDetail detail);

    readonly partial void RegisterHeap(ref Status status);

    // An image without the interpreter has none of these.
    static partial void GetOverhead(ref uint bytes);

    static partial void ValidateForInterpreter(in WasmModule module, ref InstanceOptions fitted, ref Status status, ref LoadError error);

    private readonly Status LinkImports<THost>(in Manifest manifest, out LoadError error)
        where THost : IHostFunctions
    {
        error = default;
        WasmReader reader = _module.Imports();
        for (int i = 0; i < _module.ImportCount; i++)
        {
            ImportEntry import = WasmModule.ReadImport(ref reader);
            Status status = Status.ImportUnknown;
            LoadDetail detail = LoadDetail.None;
            LinkLowered(i, in import, ref status, ref detail);
            if (detail == LoadDetail.None) status = Link<THost>(i, in import, in manifest, out detail);
            if (status == Status.Ok) continue;
            error = new LoadError(status, detail, import.Offset, import.Offset);
            return status;
        }

        return Status.Ok;
    }

    private readonly Status Link<THost>(int index, in ImportEntry import, in Manifest manifest, out LoadDetail detail)
        where THost : IHostFunctions
    {
        detail = LoadDetail.ImportName;
        Status status = THost.Find(import.Module, import.Name, out HostFunction function);
        if (status != Status.Ok) return status;
        detail = LoadDetail.ImportType;
        if (!function.Accepts(_module.TypeAt(import.TypeIndex))) return Status.ImportMismatch;
        detail = LoadDetail.Capability;
        // A module without a manifest is one that the host trusts.
        bool isFree = function.Capability.Length == 0 || !_module.HasManifest;
        if (!isFree && !manifest.HasClass(function.Capability)) return Status.NotGranted;
        detail = LoadDetail.Arena;
        return _engine.Link(index, function.Function, function.Tag);
    }

    // Fuel and depth are the last two globals; both are 0 until the host arms them (docs/PACKAGE.md).
    private readonly Status Meter()
    {
        if (!IsMetered) return Status.Ok;
        _engine.LendPassive(_module.CustomSection("nf.passive"u8));
        return _engine.Meter(_module.GlobalCount - 2, _module.GlobalCount - 1, _limits.CallDepth);
    }

    private static Status RefuseByEngine(Status status, out LoadError error) =>
        Refuse(status, status == Status.OutOfMemory ? LoadDetail.Arena : LoadDetail.Engine, out error);

    private static Status Refuse(Status status, LoadDetail detail, out LoadError error)
    {
        error = new LoadError(status, detail, -1);
        return status;
    }

    /// <summary>Runs the module's start function, if it has one. At most once; a trap in it is the result.</summary>
    public readonly Status Start() => _engine.Start();

    /// <summary>
    /// True when a call ended otherwise than by returning: by a trap, or by what a host function decided. The guest did not finish what it
    /// was at, so its memory may be half done. O(1).
    /// </summary>
    public readonly bool IsTainted => _engine.IsTainted;

    /// <summary>True while a call has not ended: in its host functions. O(1).</summary>
    public readonly bool IsRunning => _engine.IsRunning;

    /// <summary>The linear memory's size in bytes before the guest ran.</summary>
    public readonly ulong BaselineBytes => _engine.BaselineBytes;

    /// <summary>
    /// Makes the instance what <see cref="Create"/> made: memory, globals, table, segments, fuel; the start function may run again. Nothing
    /// is decoded, validated, compiled or allocated. What was found by name before stays valid. O(linear memory + data + globals), and +
    /// elements when the guest may have written its table.
    /// </summary>
    /// <returns>
    /// Ok; Reentrant while the guest runs; NotFound when it was never made; InternalError when the module's bytes have changed.
    /// </returns>
    public readonly Status Reset() => Baseline.Restore(in _module, in _engine, _discard, _keepBytes);

    /// <summary>Finds an exported function by name and type. O(exports + functions).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="signature">Its type in the short form of <see cref="FunctionType.Matches"/>.</param>
    /// <param name="function">The function.</param>
    /// <returns>Ok, ExportNotFound, or ExportMismatch when it is no function or has another type.</returns>
    public readonly Status FindFunction(ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, out ExportedFunction function)
    {
        Status status = FindFunction(name, out function);
        if (status == Status.Ok && !_module.FunctionTypeOf(function.Index).Matches(signature)) status = Status.ExportMismatch;
        return status;
    }

    /// <summary>Finds an exported function by name alone; its type is in <see cref="Module"/>.</summary>
    /// <returns>Ok, ExportNotFound, or ExportMismatch when it is no function.</returns>
    public readonly Status FindFunction(ReadOnlySpan<byte> name, out ExportedFunction function)
    {
        function = default;
        Status status = _module.FindExport(name, ExternalKind.Function, out int index);
        if (status != Status.Ok) return status;
        FunctionType type = _module.FunctionTypeOf(index);
        function = new ExportedFunction(index, type.Parameters.Length, type.Results.Length);
        return Status.Ok;
    }

    /// <summary>
    /// Calls a function. Cells are 64 bits: i32 and f32 in the low half, floats as their bits.
    /// </summary>
    /// <param name="function">A function of this instance.</param>
    /// <param name="arguments">One cell a parameter.</param>
    /// <param name="results">At least one cell a result; written on success only.</param>
    /// <returns>Ok, InvalidArgument, Reentrant, any trap, or what a host function ended the call with.</returns>
    public readonly Status Call(in ExportedFunction function, ReadOnlySpan<ulong> arguments, Span<ulong> results)
    {
        if (arguments.Length != function.ParameterCount || results.Length < function.ResultCount) return Status.InvalidArgument;
        fixed (ulong* argument = arguments, result = results)
            return _engine.Call(function.Index, argument, function.ParameterCount, result, function.ResultCount);
    }

    /// <summary>The linear memory as it is now; empty without one. Ends at 2 GiB - 1, the longest span there is.</summary>
    public readonly Span<byte> Memory
    {
        get
        {
            if (_engine.Memory(out byte* memory, out ulong bytes) != Status.Ok) return default;
            return new Span<byte>(memory, (int)(bytes <= int.MaxValue ? bytes : int.MaxValue));
        }
    }

    /// <summary>The part of the linear memory at a guest's pointer. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer when any byte of it lies outside; then the span is empty.</returns>
    public readonly Status TrySpan(uint pointer, uint length, out Span<byte> span)
    {
        Span<byte> memory = Memory;
        bool inside = (ulong)pointer + length <= (ulong)memory.Length;
        span = inside ? memory.Slice((int)pointer, (int)length) : default;
        return inside ? Status.Ok : Status.TrapBadPointer;
    }

    /// <summary>Finds an exported global. O(exports + globals).</summary>
    public readonly Status FindGlobal(ReadOnlySpan<byte> name, out ExportedGlobal global)
    {
        global = default;
        Status status = _module.FindExport(name, ExternalKind.Global, out int index);
        if (status != Status.Ok) return status;
        WasmType type = _module.GlobalTypeOf(index, out bool mutable);
        global = new ExportedGlobal(index, type, mutable);
        return Status.Ok;
    }

    /// <summary>Reads a global's cell. O(1).</summary>
    public readonly Status GetGlobal(in ExportedGlobal global, out ulong value) => _engine.GetGlobal(global.Index, out value);

    /// <summary>Writes a global's cell. O(1).</summary>
    /// <returns>Ok, or InvalidArgument when the global is immutable.</returns>
    public readonly Status SetGlobal(in ExportedGlobal global, ulong value) =>
        global.Mutable ? _engine.SetGlobal(global.Index, value) : Status.InvalidArgument;

    /// <summary>Where the last call trapped; no frames when it did not.</summary>
    public readonly Status GetBacktrace(out Backtrace backtrace) => _engine.Backtrace(out backtrace);

    /// <summary>The engine's own words for its last failure; empty when it has none.</summary>
    public readonly ReadOnlySpan<byte> EngineMessage => _engine.Message();
}
