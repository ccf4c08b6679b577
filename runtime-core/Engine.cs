using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// The seam to what executes modules (nf_engine.h). Nothing above it knows which engine runs. Functions and globals go by index;
/// names and types are the business of <see cref="WasmModule"/>. One pointer; all its state lies in the instance's arena.
/// </summary>
public unsafe partial struct Engine
{
    private nint _handle;

    /// <summary>NF_ENGINE_ABI: what artefacts compiled ahead of time must have been made for.</summary>
    public static uint Abi => NativeEngine.Abi;

    /// <summary>Makes an engine that takes its memory from the options' arena: what runs <see cref="InstanceOptions.Ahead"/>, or the
    /// interpreter without that.</summary>
    /// <returns>Ok, OutOfMemory, EngineMismatch, InvalidArgument, or NotSupported when this image has no such engine.</returns>
    public static Status Open(in InstanceOptions options, out Engine engine)
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
            TableElements = options.Limits.TableElements,
            ReservedBytes = options.ReservedBytes,
        };
        Status status = Status.NotSupported;
        if (options.Ahead == null) OpenInterpreter(ref config, ref engine, ref status);
        else OpenAhead(ref config, options.Ahead, ref engine, ref status);
        return status;
    }

    // An image has the engines that its guests need.
    static partial void OpenInterpreter(ref NativeEngine.Config config, ref Engine engine, ref Status status);

    static partial void OpenAhead(ref NativeEngine.Config config, AheadModule* module, ref Engine engine, ref Status status);

    /// <summary>Decodes the module; fills memory, globals and table.</summary>
    public readonly Status Load(in WasmModule module) =>
        (Status)NativeEngine.Load(_handle, module.Pointer, (uint)module.Bytes.Length, module.Table.Minimum);

    /// <summary>Binds an imported function whose type was compared.</summary>
    /// <param name="functionIndex">The import.</param>
    /// <param name="function">The code.</param>
    /// <param name="tag">What it finds in <see cref="HostCall.Tag"/>.</param>
    public readonly Status Link(int functionIndex, delegate* unmanaged<HostCall*, int> function, uint tag) =>
        (Status)NativeEngine.Link(_handle, (uint)functionIndex, function, tag);

    /// <summary>Registers what the guest exports of its own heap; host functions may then allocate there.</summary>
    public readonly Status SetHeap(in GuestHeap heap)
    {
        fixed (GuestHeap* pointer = &heap) return (Status)NativeEngine.SetHeap(_handle, pointer);
    }

    /// <summary>Binds an imported function whose type was compared to what <c>nf.lower</c> offers under that number.</summary>
    /// <param name="functionIndex">The import.</param>
    /// <param name="lowered">Its number, see <see cref="LoweredFunctions"/>.</param>
    public readonly Status LinkLowered(int functionIndex, int lowered) =>
        (Status)NativeEngine.Lowered(_handle, (uint)functionIndex, (uint)lowered);

    /// <summary>Lends the content of the custom section <c>nf.passive</c>, for those functions; it outlives the engine.</summary>
    public readonly void LendPassive(ReadOnlySpan<byte> content) =>
        _ = NativeEngine.Passive(_handle, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(content)), (uint)content.Length);

    /// <summary>Says that the loaded module is metered, and by which globals.</summary>
    /// <param name="fuelGlobal">An i64.</param>
    /// <param name="depthGlobal">An i64.</param>
    /// <param name="depthMax">What the second is set to before each call.</param>
    public readonly Status Meter(int fuelGlobal, int depthGlobal, uint depthMax) =>
        (Status)NativeEngine.Meter(_handle, (uint)fuelGlobal, (uint)depthGlobal, depthMax);

    /// <summary>Sets the fuel that is left.</summary>
    /// <returns>Ok, or NotSupported when the module is not metered.</returns>
    public readonly Status SetFuel(ulong units) => (Status)NativeEngine.SetFuel(_handle, units);

    /// <summary>The fuel that is left; 0 when the module is not metered.</summary>
    public readonly ulong Fuel => NativeEngine.Fuel(_handle);

    /// <summary>Compiles every function.</summary>
    public readonly Status Compile() => (Status)NativeEngine.Compile(_handle);

    /// <summary>Runs the start function, if there is one and it has not run.</summary>
    public readonly Status Start() => (Status)NativeEngine.Start(_handle);

    /// <summary>Calls a function; cells as in nf_engine.h.</summary>
    public readonly Status Call(int functionIndex, ulong* arguments, int argumentCount, ulong* results, int resultCount) =>
        (Status)NativeEngine.Call(_handle, (uint)functionIndex, arguments, (uint)argumentCount, results, (uint)resultCount);

    /// <summary>The linear memory's size in bytes when the module had been loaded.</summary>
    public readonly ulong BaselineBytes
    {
        get
        {
            ulong bytes;
            _ = NativeEngine.Baseline(_handle, &bytes);
            return bytes;
        }
    }

    /// <summary>True when a call ended otherwise than by returning.</summary>
    public readonly bool IsTainted => NativeEngine.Tainted(_handle) != 0;

    /// <summary>True while a call has not ended.</summary>
    public readonly bool IsRunning => NativeEngine.Running(_handle) != 0;

    /// <summary>
    /// Back to what <see cref="Compile"/> left, but for what linear memory and globals hold. Allocates nothing.
    /// </summary>
    /// <param name="tableChanged">True when the guest may have written its table: then every element is null now.</param>
    /// <returns>Ok, or Reentrant while the guest runs.</returns>
    public readonly Status Reset(out bool tableChanged)
    {
        int changed;
        Status status = (Status)NativeEngine.Reset(_handle, &changed);
        tableChanged = changed != 0;
        return status;
    }

    /// <summary>After <see cref="Reset"/>, over a cleared memory: fills memory, globals and tables as <see cref="Load"/> did.</summary>
    /// <returns>Ok; NotSupported when the caller has to, from the module's bytes.</returns>
    public readonly Status Refill() => (Status)NativeEngine.Refill(_handle);

    /// <summary>Sets an element of the table.</summary>
    public readonly Status SetTable(uint element, int functionIndex) =>
        (Status)NativeEngine.TableSet(_handle, element, (uint)functionIndex);

    /// <summary>The linear memory as it is now.</summary>
    public readonly Status Memory(out byte* memory, out ulong bytes)
    {
        byte* start;
        ulong size;
        Status status = (Status)NativeEngine.Memory(_handle, &start, &size);
        memory = start;
        bytes = size;
        return status;
    }

    /// <summary>Reads a global.</summary>
    public readonly Status GetGlobal(int globalIndex, out ulong value)
    {
        ulong cell;
        Status status = (Status)NativeEngine.GlobalGet(_handle, (uint)globalIndex, &cell);
        value = cell;
        return status;
    }

    /// <summary>Writes a global.</summary>
    public readonly Status SetGlobal(int globalIndex, ulong value) => (Status)NativeEngine.GlobalSet(_handle, (uint)globalIndex, value);

    /// <summary>Where the last call trapped.</summary>
    public readonly Status Backtrace(out Backtrace backtrace)
    {
        fixed (Backtrace* pointer = &backtrace) return (Status)NativeEngine.GetBacktrace(_handle, pointer);
    }

    /// <summary>The engine's own words for its last failure; empty when it has none.</summary>
    public readonly ReadOnlySpan<byte> Message()
    {
        byte* text = NativeEngine.Message(_handle);
        int length = 0;
        while (length < 256 && text[length] != 0) length++;
        return new ReadOnlySpan<byte>(text, length);
    }
}
