using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Nf.Errors;
using Nf.Memory;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// Runs iterations in this process: decode, validate, pack, validate as a package, load, call. What is wrong goes to a log.
/// </summary>
internal sealed unsafe class FuzzWorker : IDisposable
{
    private const int InputBytesMax = 1 << 20;
    private const int ScratchBytes = 1 << 19;

    private readonly WorkerRequest _request;
    private readonly InputSource _source;
    private readonly ProgressPage _progress;
    private readonly FindingLog _log;
    private readonly CaseWriter _cases;
    private readonly GuardedRegion _input = new(InputBytesMax);
    private readonly GuardedRegion _scratch = new(ScratchBytes);
    private readonly GuardedRegion _arena = new(CaseRoom.ArenaBytes);
    private readonly GuardedRegion _memory = new((int)CaseRoom.MemoryBytes);
    private readonly CaseRoom _room;
    private readonly ulong[] _cells = new ulong[WasmModule.CellsMax];
    private readonly ulong[] _results = new ulong[WasmModule.CellsMax];
    private long _iteration;
    private byte[] _bytes = [];
    private long _allocated;
    private bool _plantsAllocation;
    private bool _alwaysSamples;
    private bool _isAgain;

    /// <summary>Takes memory and reads the corpus.</summary>
    public FuzzWorker(WorkerRequest request)
    {
        _request = request;
        _source = new InputSource(request.Seed, Corpus.Read(request.Corpus));
        _progress = new ProgressPage(Path.Combine(request.Folder, "progress"));
        _log = new FindingLog(request.Folder, request.Seed);
        _cases = new CaseWriter(request.Folder);
        _room = new CaseRoom { Arena = _arena.Start, Memory = _memory.Start };
    }

    /// <summary>Runs the range of iterations.</summary>
    public void Run()
    {
        if (_request.Replay.Length != 0)
        {
            byte[] bytes = File.ReadAllBytes(_request.Replay);
            InputKind kind = Packager.IsPackage(bytes) ? InputKind.Package : InputKind.Bytes;
            Iterate(0, new FuzzInput(kind, bytes), new FuzzRandom(_request.Seed));
            return;
        }
        for (long i = _request.From; i < _request.To; i++)
        {
            _progress.Current = i;
            if (Make(i, out FuzzRandom random) is { } input)
                Iterate(i, input, random);
        }
        _progress.Current = _request.To;
    }

    /// <summary>Tests a module as an iteration does.</summary>
    public void Test(byte[] wasm, bool isSample)
    {
        _alwaysSamples = isSample;
        Iterate(0, new FuzzInput(InputKind.Bytes, wasm), new FuzzRandom(_request.Seed));
    }

    /// <summary>How making an instance of a module or package ends; a module is packed first.</summary>
    public Status Load(byte[] wasm)
    {
        _bytes = wasm;
        if (Packager.IsPackage(wasm))
            return Open(wasm, out _, out _);
        Status status = Validate(wasm, out _);
        return status == Status.Ok && Pack(wasm) is { } package ? Open(package, out _, out _) : status;
    }

    /// <summary>Whether nf calls a module valid.</summary>
    public bool IsValid(byte[] wasm) => Validate(wasm, out _) == Status.Ok;

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress.Dispose();
        _input.Dispose();
        _scratch.Dispose();
        _arena.Dispose();
        _memory.Dispose();
    }

    // A fault of the fuzzer is told like any other.
    private FuzzInput? Make(long iteration, out FuzzRandom random)
    {
        random = new FuzzRandom(0);
        try
        {
            return _source.Make(iteration, out random);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _iteration = iteration;
            _bytes = [];
            Find("fuzzer " + error.GetType().Name, error.ToString().ReplaceLineEndings(" "));
            return null;
        }
    }

    private void Iterate(long iteration, FuzzInput input, FuzzRandom random)
    {
        _iteration = iteration;
        _bytes = input.Bytes;
        _progress.Begun++;
        _progress.Inputs(input.Kind)++;
        if (input.Bytes.Length > InputBytesMax)
            return;
        _isAgain = _plantsAllocation = false;
        try
        {
            Plant();
            FuzzRandom again = random.Copy();
            Test(input, random);
            // What .NET makes when code runs for the first time is not the core's.
            _isAgain = _allocated != 0;
            if (_isAgain)
                Test(input, again);
            if (_allocated != 0)
                Find("managed allocation", $"{_allocated} bytes in the core");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Find("exception " + error.GetType().Name, error.ToString().ReplaceLineEndings(" "));
        }
    }

    private void Find(string kind, string detail)
    {
        _progress.Findings++;
        _log.Add(_iteration, kind, detail, _bytes);
    }

    private bool IsSample => _alwaysSamples || _request.SampleEvery != 0 && (_iteration % _request.SampleEvery == 0);

    private void Test(FuzzInput input, FuzzRandom random)
    {
        _allocated = 0;
        Status status = Validate(input.Bytes, out LoadError error);
        if (status == Status.Ok && !_isAgain)
            _progress.Valid(input.Kind)++;
        if (IsSample && !_isAgain)
        {
            _cases.AddVerdict(_iteration, in error, input.Bytes);
            _progress.Verdicts++;
        }
        if (input.Kind == InputKind.Package)
        {
            // A mutated package may be sound; nothing is wrong with running it as long as it stays in its bounds.
            RunPackage(input.Bytes, random, isOurs: false);
            return;
        }
        if (status != Status.Ok || Pack(input.Bytes) is not { } package)
            return;
        _progress.Packed++;
        if (RunPackage(package, random, isOurs: true) && IsSample && !_isAgain)
            KeepCase(input.Bytes, random);
    }

    private Status Validate(byte[] bytes, out LoadError error)
    {
        byte* start = _input.PlaceAtEnd(bytes);
        ValidationLimits limits = new() { Values = Interpreter.ValuesMax, Nesting = 500 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (_plantsAllocation)
            GC.KeepAlive(new byte[bytes.Length]);
        Status status = WasmModule.Open(start, bytes.Length, Interpreter.SourceRules, out WasmModule module, out error);
        if (status == Status.Ok)
        {
            long scratch = Validator.ScratchBytes(in module, in limits);
            if (scratch > ScratchBytes)
                error = new LoadError(status = Status.OutOfMemory, LoadDetail.Values, -1);
            else
                status = Validator.Run(in module, Interpreter.SourceRules, in limits, Scratch((int)scratch), out _, out error);
        }
        NoteAllocated(before);
        if (status is not (Status.Ok or Status.NotWasm or Status.MalformedModule or Status.TruncatedModule or Status.InvalidModule
            or Status.FeatureNotSupported or Status.LimitExceeded or Status.OutOfMemory))
            Find($"validation {status}", $"{error.Detail} at {error.Offset}");
        return status;
    }

    // At the end of the region, as near as its alignment allows.
    private Span<byte> Scratch(int bytes) => new(_scratch.Start + ScratchBytes - (bytes + 7 & ~7), bytes);

    private void NoteAllocated(long before) => _allocated += GC.GetAllocatedBytesForCurrentThread() - before;

    // What validation took, the packager takes too, but for what docs/PACKAGE.md says can't be in a module.
    private byte[]? Pack(byte[] bytes)
    {
        try
        {
            return Packager.Pack(bytes, InputSource.Options).Wasm;
        }
        catch (NfException error)
        {
            bool isKnown = error.Status is Status.FeatureNotSupported or Status.LimitExceeded or Status.ManifestInvalid
                || error.Message.Contains("package", StringComparison.Ordinal) || error.Message.Contains("nf.", StringComparison.Ordinal);
            if (!isKnown)
                Find($"packager {error.Status}", error.Message);
            return null;
        }
    }

    // True when it was loaded.
    private bool RunPackage(byte[] package, FuzzRandom random, bool isOurs)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Status status = Open(package, out Instance instance, out LoadError error);
        if (status == Status.Ok)
        {
            _progress.Loaded++;
            if (!isOurs)
                _progress.ForgedLoaded++;
            Call(in instance, random);
        }
        NoteAllocated(before);
        if (isOurs)
            _progress.Refused(status)++;
        if (isOurs && status is not (Status.Ok or Status.LimitExceeded or Status.OutOfMemory
            or Status.ImportUnknown or Status.ImportMismatch or Status.TrapOutOfBoundsMemory or Status.TrapOutOfBoundsTable))
            Find($"package {status} {error.Detail}", $"at {error.Offset} of the package, {Message(status, in instance)}");
        else if (status == Status.InternalError)
            Find($"forged package {status}", $"{error.Detail} at {error.Offset}, {Message(status, in instance)}");
        CheckBounds(in instance, status == Status.Ok);
        return status == Status.Ok;
    }

    private Status Open(byte[] package, out Instance instance, out LoadError error) =>
        _room.Open(_input.PlaceAtEnd(package), package.Length, out instance, out error);

    private static string Message(Status status, in Instance instance) =>
        status == Status.EngineRefused ? Encoding.UTF8.GetString(instance.EngineMessage) : "";

    private void Call(in Instance instance, FuzzRandom random)
    {
        _ = instance.SetFuel(CaseRoom.Fuel);
        if (!End(instance.Start(), in instance))
            return;
        int exports = instance.Module.ExportCount;
        for (int i = 0; i < BatchRunner<LineReport>.CallsMax && exports != 0; i++)
        {
            if (CaseRoom.Find(in instance, random.Below(exports), out ExportedFunction function) != Status.Ok)
                continue;
            ReadOnlySpan<byte> types = instance.Module.FunctionTypeOf(function.Index).Parameters;
            for (int k = 0; k < types.Length; k++)
                _cells[k] = Boundaries.Pick(random, (WasmType)types[k]);
            _ = instance.SetFuel(CaseRoom.Fuel);
            _progress.Calls++;
            _ = End(instance.Call(in function, _cells.AsSpan(0, types.Length), _results), in instance);
        }
    }

    private bool End(Status status, in Instance instance)
    {
        _progress.Ended(status)++;
        bool isTrap = status is >= Status.TrapUnreachable and <= Status.TrapBadPointer;
        if (status != Status.Ok && !isTrap)
            Find($"call {status}", "a call ends well or in a trap");
        if (instance.Fuel > CaseRoom.Fuel)
            Find("fuel", $"{instance.Fuel} units are left of {CaseRoom.Fuel}");
        return status == Status.Ok;
    }

    // Nothing but the arena and the linear memory as far as it has grown may have changed.
    private void CheckBounds(in Instance instance, bool isLoaded)
    {
        if (!_arena.IsIntact || !_memory.IsIntact || !_scratch.IsIntact)
        {
            Find("write outside", "in front of arena, linear memory or scratch memory");
            _arena.Restore();
            _memory.Restore();
            _scratch.Restore();
        }
        Span<byte> memory = new(_memory.Start, _memory.Bytes);
        if (isLoaded)
        {
            int used = instance.Memory.Length + (int)Interpreter.MemoryOverheadBytes;
            if (memory[used..].ContainsAnyExcept((byte)0))
                Find("write behind memory", $"behind {used} bytes of linear memory");
            Status arena = Arena.Attach(_arena.Start, out Arena attached);
            if (arena == Status.Ok)
                arena = attached.Check();
            if (arena != Status.Ok || attached.Mode != ArenaMode.Sealed)
                Find($"arena {arena}", $"{attached.Mode}");
            memory[..used].Clear();
            return;
        }
        memory.Clear();
    }

    private void KeepCase(byte[] source, FuzzRandom random)
    {
        FuzzModule module = FuzzModule.Read(source);
        NanCanonicalizer.Apply(module);
        if (Pack(module.Encode()) is not { } package)
            return;
        List<PackageCall> calls = [];
        for (int i = 0; i < module.Exports.Count && calls.Count < BatchRunner<LineReport>.CallsMax; i++)
        {
            (_, ExternalKind kind, uint index) = module.Exports[i];
            if (kind != ExternalKind.Function)
                continue;
            byte[] types = module.TypeOf(index).Parameters;
            ulong[] arguments = new ulong[types.Length];
            for (int k = 0; k < types.Length; k++)
                arguments[k] = Boundaries.Pick(random, (WasmType)types[k]);
            calls.Add(new PackageCall(i, arguments));
        }
        _cases.AddCase(_iteration, package, calls, RunBatch);
        _progress.Cases++;
    }

    private string RunBatch(byte[] batch)
    {
        StringBuilder lines = new();
        LineReport.Lines = lines;
        byte* start = _input.PlaceAtEnd(batch);
        BatchRunner<LineReport> runner = new(_room, default);
        Status status = runner.Run(start, batch.Length);
        if (status != Status.Ok)
            Find($"batch {status}", "the case is broken");
        return lines.ToString();
    }

    // A fault that is made on purpose: does the campaign find it?
    private void Plant()
    {
        string[] plant = _request.Plant.Split('@');
        if (plant.Length != 2 || plant[1] != $"{_iteration}")
            return;
        switch (plant[0])
        {
            case "crash": *(_memory.Start + _memory.Bytes) = 1; break;
            case "hang":
                while (true) { }
            case "write": *(_memory.Start - 1) = 1; break;
            case "allocate":
                _plantsAllocation = true;
                break;
            default: throw new InvalidOperationException("planted");
        }
    }

    private readonly struct LineReport : ICaseReport
    {
        [ThreadStatic]
        public static StringBuilder? Lines;

        public void Line(ReadOnlySpan<byte> line) => Lines!.Append(Encoding.ASCII.GetString(line));
    }
}
