using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>The interpreter: wasm3 behind nf_engine.h. One pointer; all its state lies in the instance's arena.</summary>
public unsafe struct Wasm3Engine : IEngine<Wasm3Engine>
{
    private nint _handle;

    /// <inheritdoc/>
    public static uint MemoryOverheadBytes => NativeEngine.MemoryOverhead();

    /// <inheritdoc/>
    public static uint NestingBytes => NativeEngine.NestingBytes();

    /// <inheritdoc/>
    public static uint LoopBytes => NativeEngine.LoopBytes();

    /// <inheritdoc/>
    /// <remarks>Compilers' output takes a word for a byte or a little less (measured: 0.9 on C and AssemblyScript).</remarks>
    public static ulong CodeBytes(uint codeSectionBytes) => (ulong)codeSectionBytes * (uint)sizeof(nint);

    /// <remarks>
    /// wasm3 runs tail calls, but takes native stack for each. A branch to a block with several results, or to a loop with parameters, may give
    /// wrong values; one to a block with a float result, with operands below it, writes past the end of the value stack. Behind an unconditional
    /// branch wasm3 refuses valid code.
    /// </remarks>
    public static ValidationRules Rules =>
        ValidationRules.NoTailCalls | ValidationRules.NoBulkSegments | ValidationRules.NoBulkInstructions
        | ValidationRules.NoBlockValues | ValidationRules.NoDeadCode;

    /// <inheritdoc/>
    public static int ValuesMax => (int)NativeEngine.ValuesMax();

    /// <inheritdoc/>
    public static Status Open(in InstanceOptions options, out Wasm3Engine engine)
    {
        engine = default;
        if (NativeEngine.GetAbi() != NativeEngine.Abi) return Status.EngineMismatch;
        NativeEngine.Config config = new()
        {
            Abi = NativeEngine.Abi,
            StackBytes = options.Limits.StackBytes,
            NativeStackBytes = options.NativeStackBytes,
            MemoryBytes = options.MemoryBytes,
            Memory = options.Memory,
            HostContext = options.HostContext,
            Arena = ArenaCallbacks.Context(options.Arena),
            Allocate = &ArenaCallbacks.Allocate,
            Release = &ArenaCallbacks.Release,
            SizeOf = &ArenaCallbacks.SizeOf,
            Commit = options.Commit,
        };
        nint handle;
        Status status = (Status)NativeEngine.Open(&config, &handle);
        engine._handle = handle;
        return status;
    }

    /// <inheritdoc/>
    public readonly Status Load(in WasmModule module)
    {
        Status status = (Status)NativeEngine.Load(_handle, module.Pointer, (uint)module.Bytes.Length);
        return status == Status.Ok ? (Status)NativeEngine.Table(_handle, module.Table.Minimum) : status;
    }

    /// <inheritdoc/>
    public readonly Status Link(int functionIndex, delegate* unmanaged<HostCall*, int> function, uint tag) =>
        (Status)NativeEngine.Link(_handle, (uint)functionIndex, function, tag);

    /// <inheritdoc/>
    public readonly Status SetHeap(in GuestHeap heap)
    {
        fixed (GuestHeap* pointer = &heap) return (Status)NativeEngine.SetHeap(_handle, pointer);
    }

    /// <inheritdoc/>
    public readonly Status LinkLowered(int functionIndex, int lowered) =>
        (Status)NativeEngine.Lowered(_handle, (uint)functionIndex, (uint)lowered);

    /// <inheritdoc/>
    public readonly void LendPassive(ReadOnlySpan<byte> content) =>
        _ = NativeEngine.Passive(_handle, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(content)), (uint)content.Length);

    /// <inheritdoc/>
    public readonly Status Meter(int fuelGlobal, int depthGlobal, uint depthMax) =>
        (Status)NativeEngine.Meter(_handle, (uint)fuelGlobal, (uint)depthGlobal, depthMax);

    /// <inheritdoc/>
    public readonly Status SetFuel(ulong units) => (Status)NativeEngine.SetFuel(_handle, units);

    /// <inheritdoc/>
    public readonly ulong Fuel => NativeEngine.Fuel(_handle);

    /// <inheritdoc/>
    public readonly Status Compile() => (Status)NativeEngine.Compile(_handle);

    /// <inheritdoc/>
    public readonly Status Start() => (Status)NativeEngine.Start(_handle);

    /// <inheritdoc/>
    public readonly Status Call(int functionIndex, ulong* arguments, int argumentCount, ulong* results, int resultCount) =>
        (Status)NativeEngine.Call(_handle, (uint)functionIndex, arguments, (uint)argumentCount, results, (uint)resultCount);

    /// <inheritdoc/>
    public readonly ulong BaselineBytes
    {
        get
        {
            ulong bytes;
            _ = NativeEngine.Baseline(_handle, &bytes);
            return bytes;
        }
    }

    /// <inheritdoc/>
    public readonly bool IsTainted => NativeEngine.Tainted(_handle) != 0;

    /// <inheritdoc/>
    public readonly bool IsRunning => NativeEngine.Running(_handle) != 0;

    /// <inheritdoc/>
    public readonly Status Reset(out bool tableChanged)
    {
        int changed;
        Status status = (Status)NativeEngine.Reset(_handle, &changed);
        tableChanged = changed != 0;
        return status;
    }

    /// <inheritdoc/>
    public readonly Status SetTable(uint element, int functionIndex) =>
        (Status)NativeEngine.TableSet(_handle, element, (uint)functionIndex);

    /// <inheritdoc/>
    public readonly Status Memory(out byte* memory, out ulong bytes)
    {
        byte* start;
        ulong size;
        Status status = (Status)NativeEngine.Memory(_handle, &start, &size);
        memory = start;
        bytes = size;
        return status;
    }

    /// <inheritdoc/>
    public readonly Status GetGlobal(int globalIndex, out ulong value)
    {
        ulong cell;
        Status status = (Status)NativeEngine.GlobalGet(_handle, (uint)globalIndex, &cell);
        value = cell;
        return status;
    }

    /// <inheritdoc/>
    public readonly Status SetGlobal(int globalIndex, ulong value) => (Status)NativeEngine.GlobalSet(_handle, (uint)globalIndex, value);

    /// <inheritdoc/>
    public readonly Status Backtrace(out Backtrace backtrace)
    {
        fixed (Backtrace* pointer = &backtrace) return (Status)NativeEngine.GetBacktrace(_handle, pointer);
    }

    /// <inheritdoc/>
    public readonly ReadOnlySpan<byte> Message()
    {
        byte* text = NativeEngine.Message(_handle);
        int length = 0;
        while (length < 256 && text[length] != 0) length++;
        return new ReadOnlySpan<byte>(text, length);
    }
}
