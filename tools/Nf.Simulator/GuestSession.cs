using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>
/// A guest on a simulated board: its module, arena, linear memory and host context in native memory. It is used once, for a run, a call of
/// one function or a stream.
/// </summary>
public sealed unsafe class GuestSession : IDisposable
{
    private const uint PageBytes = 65536;

    private readonly GuestModule _guest;
    private readonly GuestLimits _limits;
    private readonly NativeRegion _scenario;
    private readonly NativeRegion _arena;
    private readonly NativeRegion _memory;
    private readonly NativeRegion _hostRegion;
    private readonly NativeRegion _slots;
    private readonly NativeArguments _arguments;
    private readonly TraceSink _trace;
    private readonly AheadModule* _ahead;
    private Instance _instance;
    private BudgetTracker _budget;

    /// <summary>Takes the memory that the guest needs and initialises its board.</summary>
    /// <param name="file">The guest.</param>
    /// <param name="limits">What the board gives it.</param>
    /// <param name="scenario">The binary form of a scenario, which says also how many ticks are run.</param>
    /// <param name="arguments">The guest's arguments, without its name.</param>
    /// <param name="onTraceLine">Gets each line of the trace as it happens, without its end.</param>
    /// <param name="ahead">The guest, compiled ahead of time; null: it is interpreted.</param>
    /// <exception cref="NfException">
    /// The module is not one, was not what <paramref name="ahead"/> was made from, or the board does not take the scenario.
    /// </exception>
    public GuestSession(
        GuestFile file, GuestLimits limits, ReadOnlySpan<byte> scenario, IEnumerable<string> arguments, Action<string> onTraceLine,
        AheadLibrary? ahead = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        if (ahead != null)
            _ahead = ahead.Find(SHA256.HashData(file.Wasm));
        _guest = new GuestModule(file);
        _limits = limits;
        _scenario = NativeRegion.Copy(scenario);
        _arena = new NativeRegion((uint)limits.ArenaBytes);
        _hostRegion = new NativeRegion((uint)(sizeof(HostContext) + sizeof(Board)));
        Host->BoardAddress = (Board*)(Host + 1);
        _slots = new NativeRegion((uint)SlotTable<HostObject>.BytesFor(SlotCapacity));
        _memory = NativeRegion.Reserve(MemoryBytes(), ReservedBytes);
        _arguments = new NativeArguments([_guest.Name, .. arguments]);
        _trace = new TraceSink(onTraceLine);
        InitializeHost(scenario.Length);
    }

    /// <summary>What is in the module.</summary>
    public ModuleDescription Description => _guest.Description;

    /// <summary>The most of the arena that was in use at a time, in bytes, on this machine with its 64-bit pointers.</summary>
    public int ArenaPeakBytes { get; private set; }

    /// <summary>The linear memory as the guest left it, byte 0 at index 0; empty before it ran and when it has none.</summary>
    public ReadOnlyMemory<byte> LinearMemory { get; private set; }

    private ref readonly WasmModule Module => ref _guest.Structure;

    // What an instance is made of: the module, or what is left of it when it was compiled.
    private byte* ModuleStart => _ahead == null ? Module.Pointer : _ahead->Outline;

    private int ModuleBytes => _ahead == null ? Module.Bytes.Length : _ahead->OutlineBytes;

    private ulong ReservedBytes => AheadModule.ReservedBytesFor(_ahead);

    private int SlotCapacity => (int)Math.Min(_limits.Limits.HostSlots, SlotHandle.SlotMax);

    private HostContext* Host => (HostContext*)_hostRegion.Start;

    /// <summary>Runs the guest from its first instruction to the end of its run.</summary>
    public GuestOutcome Run()
    {
        RunReport report = default;
        InstanceOptions options = Options();
        OnGuestThread(() => GuestRunner.Run(Host, ModuleStart, ModuleBytes, in options, out report));
        ArenaPeakBytes = options.Arena.PeakBytes;
        LinearMemory = new ReadOnlySpan<byte>(report.Memory, report.MemoryBytes).ToArray();
        return _guest.Outcome(in report);
    }

    /// <summary>Calls one exported function.</summary>
    /// <param name="export">Its name.</param>
    /// <param name="arguments">One text a parameter, as <see cref="WasmValue.TryParse"/> reads it.</param>
    /// <exception cref="NfException">The module is refused, has no such function, or the arguments do not fit it.</exception>
    public GuestOutcome Invoke(string export, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        int index = FindFunction(export);
        ulong[] cells = ParseArguments(export, index, arguments);
        ulong[] results = new ulong[Module.FunctionTypeOf(index).Results.Length];
        GuestOutcome outcome = Use(() => Call(export, cells, results));
        return outcome.Status == Status.Ok ? outcome with { Results = Typed(results, Module.FunctionTypeOf(index).Results) } : outcome;
    }

    /// <summary>Loads the module and lets a program use it on the guest's thread.</summary>
    /// <param name="use">Calls functions with <see cref="Call"/>; its result is the run's.</param>
    /// <exception cref="NfException">The module is refused, or what <paramref name="use"/> throws.</exception>
    public GuestOutcome Use(Func<Status> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        Status status = Status.Ok;
        OnGuestThread(() =>
        {
            Load();
            InstanceLimits limits = _instance.Limits;
            status = Host->Admit(in limits, in Module);
            _ = _instance.SetFuel(Host->FuelOfCall);
            if (status == Status.Ok) status = _instance.Start();
            Host->CountFuel(_instance.Fuel);
            if (status == Status.Ok) status = use();
            LinearMemory = _instance.Memory.ToArray();
        });
        return End(status);
    }

    /// <summary>Loads the module, which runs none of its code.</summary>
    /// <returns><see cref="ArenaPeakBytes"/> without the guest's value stack, which the manifest decides about.</returns>
    /// <exception cref="NfException">The module is refused.</exception>
    public int MeasureLoading()
    {
        OnGuestThread(Load);
        return ArenaPeakBytes - (int)_instance.Limits.StackBytes;
    }

    /// <summary>Calls an exported function; only inside <see cref="Use"/>.</summary>
    /// <param name="export">Its name.</param>
    /// <param name="arguments">One cell a parameter.</param>
    /// <param name="results">One cell a result.</param>
    public Status Call(string export, ReadOnlySpan<ulong> arguments, Span<ulong> results)
    {
        Status status = _instance.FindFunction(Encoding.UTF8.GetBytes(export), out ExportedFunction function);
        if (status != Status.Ok) return status;
        _ = _instance.SetFuel(Host->FuelOfCall);
        status = _instance.Call(in function, arguments, results);
        Host->CountFuel(_instance.Fuel);
        return status;
    }

    /// <summary>A part of the guest's memory; only inside <see cref="Use"/>.</summary>
    /// <exception cref="NfException">TrapBadPointer when it lies outside.</exception>
    public Span<byte> Memory(uint pointer, uint length)
    {
        if (_instance.TrySpan(pointer, length, out Span<byte> span) != Status.Ok)
            throw new NfException(Status.TrapBadPointer, $"{_guest.Name}: gave a buffer outside its memory: {length} bytes at {pointer}.");
        return span;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Host != null)
            Host->Slots.Drop(ref _budget);
        _guest.Dispose();
        _scenario.Dispose();
        _arena.Dispose();
        _memory.Dispose();
        _hostRegion.Dispose();
        _slots.Dispose();
        _arguments.Dispose();
        _trace.Dispose();
    }

    private uint MemoryBytes()
    {
        if (_limits.ClipMemory)
            return _limits.MemoryBytesMax;
        ulong wanted = Module.HasMemory ? Math.Min(Module.Memory.Maximum, PageBytes) * (ulong)PageBytes : 0;
        return (uint)Math.Min(wanted, _limits.MemoryBytesMax) + Interpreter.MemoryOverheadBytes;
    }

    private void InitializeHost(int scenarioBytes)
    {
        Status status = Host->Board.Initialize(new ReadOnlySpan<byte>(_scenario.Start, scenarioBytes));
        Host->Trace.Initialize(TraceSink.Function, _trace.Context);
        Host->TickMax = Host->Board.TickMax;
        Host->Arguments = _arguments.Pointers;
        Host->ArgumentCount = _arguments.Count;
        if (status == Status.Ok)
            status = MakeSlots();
        if (status == Status.Ok)
            return;
        Dispose();
        throw new NfException(status,
            $"{_guest.Name}: the simulated board does not take the scenario ({status}); see examples/README.md for what it offers.");
    }

    // The guest of a desktop has a budget of its own, which is as large as its table.
    private Status MakeSlots()
    {
        Status status = _budget.SetLimit(CrateId.Guest, (int)_slots.Bytes);
        return status != Status.Ok ? status : SlotTable<HostObject>.Create(
            ref _budget, new Span<byte>(_slots.Start, (int)_slots.Bytes), SlotCapacity, 1, SlotPolicy.EvictUnused, out Host->Slots);
    }

    private InstanceOptions Options()
    {
        Status status = Arena.Create(_arena.Start, _limits.ArenaBytes, out Arena arena);
        if (status != Status.Ok)
            throw new NfException(status, $"An arena of {_limits.ArenaBytes} bytes cannot be made.");
        return new InstanceOptions
        {
            Arena = arena,
            Memory = _memory.Start,
            MemoryBytes = _memory.Bytes,
            Commit = &MemoryMapping.Commit,
            ClipMemory = _limits.ClipMemory,
            RequireMetered = true,
            Limits = _limits.Limits,
            NativeStackBytes = _limits.NativeStackBytes,
            Ahead = _ahead,
            ReservedBytes = ReservedBytes,
            HostContext = (nint)Host,
        };
    }

    private void OnGuestThread(Action action)
    {
        GuestThreadRunner.Run(_limits.NativeStackBytes, action);
        _trace.ThrowIfFailed();
    }

    private void Load()
    {
        InstanceOptions options = Options();
        Status status = Instance.Create<HostFunctions>(
            ModuleStart, ModuleBytes, in options, out _instance, out LoadError error);
        if (status != Status.Ok)
            throw _guest.Refusal(in error);
        ArenaPeakBytes = options.Arena.PeakBytes;
    }

    private int FindFunction(string export)
    {
        Status status = Module.FindExport(Encoding.UTF8.GetBytes(export), ExternalKind.Function, out int index);
        if (status == Status.Ok)
            return index;
        string what = status == Status.ExportMismatch ? $"{export} is no function" : $"no function {export} is exported";
        throw new NfException(status, $"{_guest.Name}: {what}. {_guest.FunctionList()}");
    }

    private ulong[] ParseArguments(string export, int index, IReadOnlyList<string> arguments)
    {
        FunctionType type = Module.FunctionTypeOf(index);
        string expected = $"{_guest.Name}: {export} takes {WasmValue.Signature(type)}";
        if (arguments.Count != type.Parameters.Length)
            throw new NfException(Status.InvalidArgument, $"{expected}, but {arguments.Count} arguments are given.");
        ulong[] cells = new ulong[arguments.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            if (WasmValue.TryParse(arguments[i], type.Parameters[i], out cells[i]))
                continue;
            string wanted = WasmValue.TypeName(type.Parameters[i]);
            throw new NfException(Status.InvalidArgument, $"{expected}, but argument {i + 1}, '{arguments[i]}', is no {wanted}.");
        }
        return cells;
    }

    private static List<GuestValue> Typed(ulong[] cells, ReadOnlySpan<byte> types)
    {
        List<GuestValue> values = [];
        for (int i = 0; i < cells.Length; i++)
            values.Add(new GuestValue(WasmValue.TypeName(types[i]), WasmValue.Read(cells[i], types[i])));
        return values;
    }

    /// <summary>The end of a call; a guest that ends itself with code 0 has succeeded, as in a run.</summary>
    private GuestOutcome End(Status status)
    {
        if (status == Status.GuestExited && Host->ExitCode == 0)
            status = Status.Ok;
        Backtrace backtrace = default;
        if (status != Status.Ok)
            _ = _instance.GetBacktrace(out backtrace);
        byte[] digest = new byte[Sha256.DigestSize];
        Host->Trace.End(Host->Tick, status);
        _ = Host->Trace.Digest(digest);
        return new GuestOutcome(status, status == Status.Ok ? null : _guest.Failure(status, in backtrace))
        {
            Ticks = Host->Tick,
            Fuel = Host->FuelUsed,
            Digest = Convert.ToHexStringLower(digest),
            ExitCode = Host->ExitCode,
        };
    }
}
