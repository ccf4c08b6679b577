using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Memory;

namespace Nf.Runtime.Tests;

/// <summary>What a <see cref="TestInstance"/> is given.</summary>
internal sealed record TestOptions
{
    public int ArenaBytes { get; init; } = 1 << 20;

    public uint MemoryBytes { get; init; } = 16 * 65536;

    public bool ClipMemory { get; init; }

    public uint StackBytes { get; init; } = 65536;

    public InstanceLimits Limits { get; init; } = InstanceLimits.Most;

    public bool RequireMetered { get; init; }

    public uint NativeStackBytes { get; init; } = 256 * 1024;

    public nint HostContext { get; init; }

    // Function pointers, which a record does not take as such.
    public nint Commit { get; init; }

    public nint Discard { get; init; }

    public uint KeepBytes { get; init; }
}

/// <summary>A guest with memory of its own, between bands that nobody may touch.</summary>
internal sealed unsafe class TestInstance : IDisposable
{
    private const int BandBytes = 256;
    private const byte Band = 0x5C;

    private readonly byte* _wasm;
    private readonly byte* _arenaRegion;
    private readonly byte* _memory;
    private readonly int _arenaBytes;
    private readonly int _memoryBytes;
    private readonly Instance _instance;

    public TestInstance(byte[] wasm, TestOptions? options = null)
    {
        options ??= new TestOptions();
        _wasm = (byte*)NativeMemory.Alloc((nuint)wasm.Length);
        wasm.CopyTo(new Span<byte>(_wasm, wasm.Length));
        _arenaBytes = options.ArenaBytes;
        _arenaRegion = Banded(_arenaBytes);
        _memoryBytes = (int)(options.MemoryBytes + Interpreter.MemoryOverheadBytes);
        _memory = Banded(_memoryBytes);
        Assert.AreEqual(Nf.Status.Ok, Arena.Create(_arenaRegion, _arenaBytes, out Arena arena));
        Arena = arena;
        InstanceOptions given = new()
        {
            Arena = arena,
            Memory = _memory,
            MemoryBytes = (uint)_memoryBytes,
            Commit = (delegate* unmanaged<byte*, uint, int>)options.Commit,
            Discard = (delegate* unmanaged<byte*, uint, void>)options.Discard,
            KeepBytes = options.KeepBytes,
            ClipMemory = options.ClipMemory,
            RequireMetered = options.RequireMetered,
            Limits = options.Limits with { StackBytes = options.StackBytes },
            NativeStackBytes = options.NativeStackBytes,
            HostContext = options.HostContext,
        };
        Status = Instance.Create<TestHost>(_wasm, wasm.Length, in given, out _instance, out LoadError error);
        Error = error;
        Wasm = wasm;
    }

    public TestInstance(string wat, TestOptions? options = null, bool names = false)
        : this(Wat.Compile(wat, names), options) =>
        Assert.AreEqual(Nf.Status.Ok, Status, $"{Error.Detail} at {Error.Offset}: {Message}");

    /// <summary>What creating it gave.</summary>
    public Status Status { get; }

    public LoadError Error { get; }

    public byte[] Wasm { get; }

    public Arena Arena { get; }

    /// <summary>Address of the first byte of linear memory.</summary>
    public nint MemoryStart => (nint)(_memory + Interpreter.MemoryOverheadBytes);

    public ref readonly Instance Instance => ref _instance;

    public string Message => Encoding.UTF8.GetString(_instance.EngineMessage);

    /// <summary>Calls an export that must succeed.</summary>
    public ulong[] Call(string name, string signature, params ulong[] arguments)
    {
        Status status = TryCall(name, signature, out ulong[] results, arguments);
        Assert.AreEqual(Nf.Status.Ok, status, Message);
        return results;
    }

    /// <summary>Calls an export whose name and signature must be found.</summary>
    public Status TryCall(string name, string signature, out ulong[] results, params ulong[] arguments)
    {
        byte[] letters = Encoding.UTF8.GetBytes(signature);
        Status found = _instance.FindFunction(Encoding.UTF8.GetBytes(name), letters, out ExportedFunction function);
        Assert.AreEqual(Nf.Status.Ok, found, name);
        results = new ulong[function.ResultCount];
        return _instance.Call(in function, arguments, results);
    }

    /// <summary>Calls an export that must trap.</summary>
    public Backtrace Trap(Status expected, string name, string signature, params ulong[] arguments)
    {
        Assert.AreEqual(expected, TryCall(name, signature, out _, arguments));
        Assert.AreEqual(Nf.Status.Ok, _instance.GetBacktrace(out Backtrace trace));
        return trace;
    }

    public string FunctionName(uint index) => Encoding.UTF8.GetString(_instance.Module.FunctionName((int)index));

    public void Dispose()
    {
        bool intact = IsIntact(_arenaRegion, _arenaBytes) && IsIntact(_memory, _memoryBytes);
        NativeMemory.AlignedFree(_arenaRegion - BandBytes);
        NativeMemory.AlignedFree(_memory - BandBytes);
        NativeMemory.Free(_wasm);
        Assert.IsTrue(intact, "somebody wrote outside the arena or the linear memory");
    }

    private static byte* Banded(int bytes)
    {
        byte* block = (byte*)NativeMemory.AlignedAlloc((nuint)(bytes + 2 * BandBytes), 64);
        new Span<byte>(block, BandBytes).Fill(Band);
        new Span<byte>(block + BandBytes, bytes).Clear();
        new Span<byte>(block + BandBytes + bytes, BandBytes).Fill(Band);
        return block + BandBytes;
    }

    private static bool IsIntact(byte* start, int bytes) =>
        new ReadOnlySpan<byte>(start - BandBytes, BandBytes).IndexOfAnyExcept(Band) < 0
        && new ReadOnlySpan<byte>(start + bytes, BandBytes).IndexOfAnyExcept(Band) < 0;
}
