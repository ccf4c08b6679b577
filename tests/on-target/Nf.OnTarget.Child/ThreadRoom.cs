using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget.Child;

/// <summary>What the guests of one thread live in, one after the other.</summary>
internal sealed unsafe class ThreadRoom
{
    /// <summary>Native stack that a call may use.</summary>
    public const uint NativeStackBytes = 128 * 1024;

    private const int ArenaBytes = 1 << 20;
    private const uint PageBytes = 65536;

    // What an engine keeps of the memory for itself, at most.
    private const uint EngineBytes = 64;

    // Found before the threads start: looking for them is for one thread.
    private static readonly Dictionary<string, nint> s_compiled = [];

    private readonly byte* _arena = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, 64);
    private readonly byte* _memory;

    /// <summary>Reserves as many addresses as any guest needs.</summary>
    public ThreadRoom()
    {
        if (MemoryMapping.TryReserve(unchecked((nuint)AheadModule.GuardBytes), out _memory) != Status.Ok)
            throw new InvalidOperationException("no range of addresses for a guest");
    }

    /// <summary>Looks for modules that were compiled; without <see cref="AheadGuests.Use"/> the interpreter runs them.</summary>
    public static void Prepare(IEnumerable<string> modules)
    {
        foreach (string module in modules)
        {
            if (AheadGuests.Find(HostileModules.Find(Encoding.ASCII.GetBytes(module)), out AheadModule* ahead) != Status.Ok)
                throw new InvalidOperationException($"{module} was not compiled");
            s_compiled[module] = (nint)ahead;
        }
    }

    /// <summary>Makes an instance in place of the last one.</summary>
    public Status Make<THost>(string module, out Instance instance)
        where THost : IHostFunctions
    {
        instance = default;
        AheadModule* ahead = (AheadModule*)s_compiled[module];
        Status status = Arena.Create(_arena, ArenaBytes, out Arena arena);
        if (status == Status.Ok) status = Clear(ahead != null && ahead->NeedsGuard);
        if (status != Status.Ok) return status;
        InstanceOptions options = new()
        {
            Arena = arena,
            Memory = _memory,
            MemoryBytes = PageBytes + EngineBytes,
            ReservedBytes = AheadModule.ReservedBytesFor(ahead),
            Commit = ahead != null && ahead->NeedsGuard ? &MemoryMapping.Commit : null,
            Limits = InstanceLimits.Most with { StackBytes = 256 << 10 },
            NativeStackBytes = NativeStackBytes,
            Ahead = ahead,
        };
        // The bytes are constant data of this assembly: they don't move.
        ReadOnlySpan<byte> wasm = HostileModules.Find(Encoding.ASCII.GetBytes(module));
        fixed (byte* bytes = wasm)
        {
            return ahead != null
                ? Instance.Create<THost>(ahead->Outline, ahead->OutlineBytes, in options, out instance, out _)
                : Instance.Create<THost>(bytes, wasm.Length, in options, out instance, out _);
        }
    }

    /// <summary>Calls an export.</summary>
    public static Status Call(in Instance instance, string export, string signature, ulong argument, out ulong result)
    {
        result = 0;
        Status status = instance.FindFunction(Encoding.ASCII.GetBytes(export), Encoding.ASCII.GetBytes(signature), out ExportedFunction function);
        return status == Status.Ok ? instance.Call(in function, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result)) : status;
    }

    private Status Clear(bool guarded)
    {
        Status status = MemoryMapping.Allow(_memory, 2 * PageBytes);
        if (status != Status.Ok) return status;
        new Span<byte>(_memory, 2 * (int)PageBytes).Clear();
        return guarded ? MemoryMapping.Forbid(_memory, 2 * PageBytes) : Status.Ok;
    }
}
