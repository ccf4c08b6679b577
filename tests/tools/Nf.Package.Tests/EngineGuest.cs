using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Package.Tests;

/// <summary>A package in nf's own engine, without host functions.</summary>
internal sealed unsafe class EngineGuest : IDisposable
{
    private const int ArenaBytes = 1 << 24;
    private const int MemoryBytes = 1 << 17;
    private const ulong Fuel = 1 << 30;

    private readonly GCHandle _wasm;
    private readonly byte* _arena = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, 64);
    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(MemoryBytes, 64);
    private readonly Instance _instance;

    /// <summary>Loads a package.</summary>
    public EngineGuest(byte[] package)
    {
        _wasm = GCHandle.Alloc(package, GCHandleType.Pinned);
        new Span<byte>(_memory, MemoryBytes).Clear();
        Assert.AreEqual(Status.Ok, Arena.Create(_arena, ArenaBytes, out Arena arena));
        InstanceOptions options = new()
        {
            Arena = arena,
            Memory = _memory,
            MemoryBytes = MemoryBytes,
            ClipMemory = true,
            RequireMetered = true,
            Limits = InstanceLimits.Most with { StackBytes = 1 << 16 },
            NativeStackBytes = 256 * 1024,
        };
        Status status = Instance.Create<NoFunctions>(
            (byte*)_wasm.AddrOfPinnedObject(), package.Length, in options, out _instance, out LoadError error);
        Assert.AreEqual(Status.Ok, status, $"{error.Detail} {error.Feature} at {error.Offset}: {Encoding.UTF8.GetString(_instance.EngineMessage)}");
    }

    /// <summary>Calls an export with plenty of fuel.</summary>
    /// <returns>Its results as JavaScript writes them; "trap".</returns>
    public string Call(string name, params ulong[] arguments)
    {
        Assert.AreEqual(Status.Ok, _instance.SetFuel(Fuel));
        Assert.AreEqual(Status.Ok, _instance.FindFunction(Encoding.UTF8.GetBytes(name), out ExportedFunction function));
        ulong[] results = new ulong[function.ResultCount];
        if (_instance.Call(in function, arguments, results) != Status.Ok)
            return "trap";
        byte[] types = _instance.Module.FunctionTypeOf(function.Index).Results.ToArray();
        return string.Join(',', results.Select((cell, i) => Text((WasmType)types[i], cell)));
    }

    private static string Text(WasmType type, ulong cell) => type switch
    {
        WasmType.I32 => ((int)cell).ToString(CultureInfo.InvariantCulture),
        WasmType.I64 => ((long)cell).ToString(CultureInfo.InvariantCulture),
        WasmType.F32 => ((double)BitConverter.UInt32BitsToSingle((uint)cell)).ToString(CultureInfo.InvariantCulture),
        _ => BitConverter.UInt64BitsToDouble(cell).ToString(CultureInfo.InvariantCulture),
    };

    public void Dispose()
    {
        NativeMemory.AlignedFree(_arena);
        NativeMemory.AlignedFree(_memory);
        _wasm.Free();
    }

    private readonly struct NoFunctions : IHostFunctions
    {
        public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
        {
            function = default;
            return Status.ImportUnknown;
        }
    }
}
