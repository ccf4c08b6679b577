using System;
using System.Security.Cryptography;
using System.Text;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Bench;

/// <summary>An instance of the kernels, on either of nf's engines.</summary>
internal sealed unsafe class KernelGuest : IDisposable
{
    private const int ArenaBytes = 256 << 10;
    private const int StackBytes = 16 << 10;
    private const int NativeStackBytes = 256 << 10;
    private const uint PageBytes = 65536;

    private readonly NativeRegion _wasm;
    private readonly NativeRegion _arena = new(ArenaBytes);
    private readonly NativeRegion _memory;
    private readonly Instance _instance;

    /// <summary>Makes it.</summary>
    /// <param name="wasm">The module or package.</param>
    /// <param name="library">What was made of it ahead of time; null: it is interpreted.</param>
    public KernelGuest(byte[] wasm, AheadLibrary? library)
    {
        AheadModule* ahead = library == null ? null : library.Find(SHA256.HashData(wasm));
        ulong addresses = ahead != null && ahead->NeedsGuard ? AheadModule.GuardBytes : 0;
        _wasm = NativeRegion.Copy(wasm);
        _memory = NativeRegion.Reserve(PageBytes + Interpreter.MemoryOverheadBytes, addresses);
        Bench.Require(Arena.Create(_arena.Start, ArenaBytes, out Arena arena));
        InstanceOptions options = new()
        {
            Arena = arena,
            Memory = _memory.Start,
            MemoryBytes = _memory.Bytes,
            Commit = &MemoryMapping.Commit,
            Limits = InstanceLimits.Most with { StackBytes = StackBytes },
            NativeStackBytes = NativeStackBytes,
            Ahead = ahead,
            ReservedBytes = addresses,
        };
        byte* start = ahead == null ? _wasm.Start : ahead->Outline;
        int bytes = ahead == null ? wasm.Length : ahead->OutlineBytes;
        Bench.Require(Instance.Create<CSharpHost>(start, bytes, in options, out _instance, out _));
    }

    /// <summary>Runs a kernel, with all the fuel there is.</summary>
    /// <returns>Its checksum.</returns>
    public ulong Run(string kernel, uint rounds)
    {
        ulong argument = rounds, result = 0;
        Bench.Require(_instance.FindFunction(Encoding.ASCII.GetBytes("kernel_" + kernel), "i:I"u8, out ExportedFunction function));
        if (_instance.IsMetered) Bench.Require(_instance.SetFuel(InstanceLimits.FuelMax));
        Bench.Require(_instance.Call(in function, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result)));
        return result;
    }

    public void Dispose()
    {
        _memory.Dispose();
        _arena.Dispose();
        _wasm.Dispose();
    }
}
