using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// Damages maps and sets in a guest's memory, lets the allocator misbehave, and calls a function of module <c>vera</c>: it must end in a
/// status, write nothing but what the allocator gave it and its own roots, and leave the shadow stack as it was.
/// </summary>
internal sealed unsafe class CollectionWorker : IDisposable
{
    private const uint MemoryBytes = CollectionGuest.Pages * PageBytes;
    private const int PageBytes = 65536;
    private const int CheckArenaEvery = 64;
    private const uint RootsMax = 8;

    // Strings are parts of these few bytes.
    private const uint TextAt = CollectionGuest.ShadowEnd;

    private static readonly Status[] s_ends =
    [
        Status.Ok, Status.OutOfMemory, Status.Reentrant, Status.InvalidArgument, Status.GuestAborted, Status.BucketCorrupt,
        Status.TrapUnreachable, Status.TrapOutOfFuel, Status.TrapOutOfDepth, Status.TrapStackOverflow, Status.TrapBadPointer,
        Status.TrapIntegerOverflow,
    ];

    private readonly WorkerRequest _request;
    private readonly ProgressPage _progress;
    private readonly FindingLog _log;
    private readonly GuardedRegion _wasm;
    private readonly GuardedRegion _arena = new(CaseRoom.ArenaBytes);
    private readonly GuardedRegion _memory = new((int)(MemoryBytes + Interpreter.MemoryOverheadBytes));
    private readonly AllocatorScript _script = new();
    private readonly (string Name, ExportedFunction Function)[] _functions;
    private readonly byte[] _scene = new byte[PageBytes];
    private readonly byte[] _copy = new byte[PageBytes];
    private readonly List<uint> _maps = [];
    private readonly List<uint> _sets = [];
    private readonly List<uint> _pointers = [];
    private readonly ulong[] _cells = new ulong[8];
    private readonly ulong[] _results = new ulong[2];
    private Instance _instance;
    private ExportedGlobal _shadowTop;
    private ExportedGlobal _shadowLimit;
    private uint _top;
    private long _iteration;

    /// <summary>Loads the guest and makes the maps and sets that are damaged.</summary>
    public CollectionWorker(WorkerRequest request)
    {
        _request = request;
        _progress = new ProgressPage(Path.Combine(request.Folder, "progress"));
        _log = new FindingLog(request.Folder, request.Seed);
        byte[] package = CollectionGuest.Make();
        _wasm = new GuardedRegion(package.Length);
        _ = _wasm.PlaceAtEnd(package);
        CollectionHost.Script = _script;
        Load();
        _functions = [.. CollectionGuest.Names().Select(name => (name, Find(name)))];
        MakeScene();
    }

    /// <summary>Runs the range of iterations.</summary>
    public void Run()
    {
        // What .NET makes when code runs for the first time is not the core's.
        for (long i = 0; i < _functions.Length * 4; i++)
            Iterate(FuzzRandom.Of(_request.Seed, -1 - i), isCounted: false);
        for (_iteration = _request.From; _iteration < _request.To; _iteration++)
        {
            _progress.Current = _iteration;
            _progress.Begun++;
            Plant();
            Iterate(FuzzRandom.Of(_request.Seed, _iteration), isCounted: true);
        }
        _progress.Current = _request.To;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress.Dispose();
        _wasm.Dispose();
        _arena.Dispose();
        _memory.Dispose();
    }

    private void Load()
    {
        new Span<byte>(_memory.Start, _memory.Bytes).Clear();
        InstanceOptions options = new()
        {
            Memory = _memory.Start,
            MemoryBytes = (uint)_memory.Bytes,
            RequireMetered = true,
            NativeStackBytes = CaseRoom.NativeStackBytes,
            Limits = InstanceLimits.Most,
        };
        Status status = Arena.Create(_arena.Start, CaseRoom.ArenaBytes, out options.Arena);
        LoadError error = default;
        if (status == Status.Ok)
            status = Instance.Create<CollectionHost>(_wasm.Start, _wasm.Bytes, in options, out _instance, out error);
        if (status == Status.Ok)
            status = _instance.FindGlobal("gc_sp"u8, out _shadowTop);
        if (status == Status.Ok)
            status = _instance.FindGlobal("gc_stack_limit"u8, out _shadowLimit);
        if (status != Status.Ok)
            throw new InvalidOperationException($"the guest does not load: {status} {error.Detail} at {error.Offset}");
    }

    private ExportedFunction Find(string name)
    {
        Status status = _instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function);
        return status == Status.Ok ? function : throw new InvalidOperationException($"{name}: {status}");
    }

    // For each kind of map and set one without gaps, and one of sixteen slots with gaps; and empty ones. Written without nf's own code.
    private void MakeScene()
    {
        const int small = 8, large = 16;
        FuzzRandom random = new(1);
        Encoding.ASCII.GetBytes("abcdefghijklmnop", _scene.AsSpan((int)TextAt));
        _top = TextAt + 16;
        foreach (string types in from key in CollectionGuest.Types from value in CollectionGuest.Types + "-" select $"{key}{value}")
        {
            bool isSet = types[1] == '-';
            Wrapper(isSet, 0);
            Wrapper(isSet, Bucket(types, small, 3, random, hasGaps: false));
            Wrapper(isSet, Bucket(types, large, 7, random, hasGaps: true));
        }
    }

    private void Wrapper(bool isSet, uint bucket)
    {
        const uint map = 0xFEEDC001, set = 0xFEEDC002;
        (isSet ? _sets : _maps).Add(_top);
        _pointers.Add(_top);
        Put(isSet ? set : map, 0, bucket, 0);
    }

    private uint Bucket(string types, int capacity, uint count, FuzzRandom random, bool hasGaps)
    {
        uint bucket = _top, left = count;
        _pointers.Add(bucket);
        Put((uint)capacity, count);
        for (int i = 0; i < capacity; i++)
        {
            bool isFree = left == 0 || (hasGaps && left < capacity - i && random.OneIn(3));
            ulong key = isFree ? 0 : Element(types[0], random), value = isFree || types[1] == '-' ? 0 : Element(types[1], random);
            Put(isFree ? 0u : 1, (uint)key, (uint)(key >> 32), (uint)value, (uint)(value >> 32));
            left -= isFree ? 0u : 1;
        }
        return bucket;
    }

    private void Put(params ReadOnlySpan<uint> words)
    {
        foreach (uint word in words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_scene.AsSpan((int)_top), word);
            _top += sizeof(uint);
        }
    }

    // Few different ones, so that keys are found.
    private static ulong Element(char type, FuzzRandom random) => type switch
    {
        's' => TextAt + (uint)random.Below(12) | ((ulong)random.Below(4) << 32),
        'f' => random.Of<ulong>([0, 0x8000000000000000, 0x7FF8000000000000, 0xFFF8000000000001, 0x3FF0000000000000, 0x7FF0000000000000]),
        'b' => random.Of<ulong>([0, 1, 2, 0xFFFFFFFF, 0x80000000, TextAt]),
        _ => random.Of<ulong>([0, 1, 0xFFFFFFFF, 0x100000000, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF]),
    };

    private void Iterate(FuzzRandom random, bool isCounted)
    {
        Span<byte> memory = _instance.Memory;
        _scene.CopyTo(memory);
        (string name, ExportedFunction function) = random.Of(_functions);
        bool isSet = name.StartsWith("set", StringComparison.Ordinal) != random.OneIn(16);
        uint wrapper = random.Of(isSet ? _sets : _maps);
        DamageScene(random, memory, wrapper);
        _script.Begin(_top + 7 & ~7u);
        PlanTrouble(random);
        (uint shadowTop, uint shadowLimit) = Shadow(random);
        _ = _instance.SetGlobal(in _shadowTop, shadowTop);
        _ = _instance.SetGlobal(in _shadowLimit, shadowLimit);
        FillArguments(random, name, function, wrapper);
        memory[..PageBytes].CopyTo(_copy);
        _ = _instance.SetFuel(CollectionGuest.Fuel);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Status status = _instance.Call(in function, _cells.AsSpan(0, function.ParameterCount), _results);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (!isCounted)
        {
            Renew();
            return;
        }
        _progress.Calls++;
        _progress.Ended(status)++;
        if (IsPlanted("write"))
            memory[(int)TextAt]++;
        if (IsPlanted("shadow"))
            _ = _instance.SetGlobal(in _shadowTop, 0);
        Check(name, status, shadowTop, allocated);
        Renew();
    }

    private void DamageScene(FuzzRandom random, Span<byte> memory, uint wrapper)
    {
        uint bucket = BinaryPrimitives.ReadUInt32LittleEndian(memory[(int)(wrapper + 8)..]);
        for (int i = random.Below(4); i > 0; i--)
        {
            uint at = random.Below(8) switch
            {
                0 or 1 => wrapper + 4 * (uint)random.Below(3),
                2 or 3 => bucket + 4 * (uint)random.Below(2),
                4 or 5 or 6 => bucket + 4 * (uint)random.Below(2 + 5 * 16),
                _ => 4 * (uint)random.Below((int)_top / 4),
            };
            if (at + sizeof(uint) > PageBytes)
                continue;
            uint old = BinaryPrimitives.ReadUInt32LittleEndian(memory[(int)at..]);
            BinaryPrimitives.WriteUInt32LittleEndian(memory[(int)at..], Word(random, old));
        }
    }

    // A word that is wrong in an interesting way.
    private uint Word(FuzzRandom random, uint old) => random.Below(6) switch
    {
        0 => old ^ (1u << random.Below(32)),
        1 => (uint)((int)old + random.Below(9) - 4),
        2 => random.Of(_pointers) + (uint)random.Below(9) - 4,
        3 => (uint)(1 << random.Below(32)),
        4 => (uint)random.Below(2 * PageBytes),
        _ => (uint)Boundaries.Pick(random, WasmType.I32),
    };

    private void PlanTrouble(FuzzRandom random)
    {
        if (!random.OneIn(3))
            return;
        _script.TroubleAt = random.Below(2);
        switch (random.Below(8))
        {
            case 0: _script.Action = random.OneIn(2) ? AllocatorAction.CallHost : AllocatorAction.Recurse; break;
            // Each takes as long as a hundred others.
            case 1 when random.OneIn(4): _script.Action = random.OneIn(2) ? AllocatorAction.Spin : AllocatorAction.Grow; break;
            case 1: _script.Action = AllocatorAction.Trap; break;
            case 2: _script.Answer = 0; break;
            case 3 or 4: _script.Answer = Word(random, random.Of(_pointers)); break;
            default: _script.Damage = ((uint)random.Below((int)_top / 4) * 4, Word(random, random.Of(_pointers))); break;
        }
    }

    private (uint Top, uint Limit) Shadow(FuzzRandom random) => random.Below(24) switch
    {
        0 => (CollectionGuest.ShadowEnd - 4 * (uint)random.Below(7), CollectionGuest.ShadowEnd),
        1 => (Word(random, CollectionGuest.ShadowStart), CollectionGuest.ShadowEnd),
        2 => (Word(random, CollectionGuest.ShadowStart), uint.MaxValue - (uint)random.Below(8)),
        _ => (CollectionGuest.ShadowStart, CollectionGuest.ShadowEnd),
    };

    private void FillArguments(FuzzRandom random, string name, in ExportedFunction function, uint wrapper)
    {
        ReadOnlySpan<byte> types = _instance.Module.FunctionTypeOf(function.Index).Parameters;
        for (int i = 0; i < types.Length; i++)
            _cells[i] = random.OneIn(6) ? Boundaries.Pick(random, (WasmType)types[i]) : Plain(random, (WasmType)types[i]);
        if (types.Length != 0 && name.Contains('_', StringComparison.Ordinal) && !random.OneIn(16))
            _cells[0] = wrapper;
    }

    // An element that may be there: of a string's two cells, the second is short.
    private static ulong Plain(FuzzRandom random, WasmType type) => type switch
    {
        WasmType.I64 => Element('i', random),
        WasmType.F64 => Element('f', random),
        _ => random.OneIn(2) ? (uint)random.Below(4) : TextAt + (uint)random.Below(12),
    };

    private void Check(string name, Status status, uint shadowTop, long allocated)
    {
        if (Array.IndexOf(s_ends, status) < 0)
            Find($"{name} ends in {status}", "no operation does");
        if (allocated != 0)
            Find("managed allocation", $"{allocated} bytes in {name}");
        Status read = _instance.GetGlobal(in _shadowTop, out ulong now);
        if (read != Status.Ok || (uint)now != shadowTop)
            Find("gc_sp", $"{now} after {name} instead of {shadowTop}: {status}");
        if (!_arena.IsIntact || !_memory.IsIntact)
            Find("write outside", name);
        ReadOnlySpan<byte> memory = _instance.Memory[..PageBytes];
        _script.Replay(_copy, memory);
        AllocatorScript.Take(shadowTop, RootsMax * sizeof(uint), _copy, memory);
        if (!memory.SequenceEqual(_copy))
            Find("write in memory", $"{name} wrote at {memory.CommonPrefixLength(_copy)}: {status}");
        if (_iteration % CheckArenaEvery != 0)
            return;
        Status arena = Arena.Attach(_arena.Start, out Arena attached);
        if (arena == Status.Ok)
            arena = attached.Check();
        if (arena != Status.Ok || attached.Mode != ArenaMode.Sealed)
            Find($"arena {arena}", $"{attached.Mode} after {name}");
    }

    // An iteration must not depend on another: memory that has grown goes.
    private void Renew()
    {
        if (_instance.Memory.Length != PageBytes)
            Load();
    }

    private void Find(string kind, string detail)
    {
        _progress.Findings++;
        _log.Add(_iteration, kind, detail, _copy);
    }

    // A fault that is made on purpose: does the campaign find it?
    private bool IsPlanted(string fault) => _request.Plant.Length != 0 && _request.Plant == $"{fault}@{_iteration}";

    private void Plant()
    {
        if (IsPlanted("crash"))
            *(_memory.Start + _memory.Bytes) = 1;
        while (IsPlanted("hang")) { }
    }
}
