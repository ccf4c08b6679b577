using System;

namespace Nf.Runtime;

/// <summary>
/// The seam to what executes modules. Nothing above it knows which engine runs. Functions and globals go by index;
/// names and types are the business of <see cref="WasmModule"/>.
/// </summary>
/// <typeparam name="TSelf">The engine.</typeparam>
public unsafe interface IEngine<TSelf>
    where TSelf : unmanaged, IEngine<TSelf>
{
    /// <summary>Bytes at the start of <see cref="InstanceOptions.Memory"/> that are not linear memory.</summary>
    static abstract uint MemoryOverheadBytes { get; }

    /// <summary>Native stack that compiling takes for each level of nested blocks, in bytes, at most.</summary>
    static abstract uint NestingBytes { get; }

    /// <summary>Native stack that running takes for each level of nested loops in a function, in bytes, at most.</summary>
    static abstract uint LoopBytes { get; }

    /// <summary>Memory that compiling a code section of that size takes, in bytes, as an estimate.</summary>
    static abstract ulong CodeBytes(uint codeSectionBytes);

    /// <summary>What modules may hold that the engine takes as they are.</summary>
    static abstract ValidationRules Rules { get; }

    /// <summary><see cref="ValidationLimits.Values"/> that compiling takes, at most.</summary>
    static abstract int ValuesMax { get; }

    /// <summary>Makes an engine that takes its memory from the options' arena.</summary>
    static abstract Status Open(in InstanceOptions options, out TSelf engine);

    /// <summary>Decodes the module; fills memory, globals and table.</summary>
    Status Load(in WasmModule module);

    /// <summary>Binds an imported function whose type was compared.</summary>
    /// <param name="functionIndex">The import.</param>
    /// <param name="function">The code.</param>
    /// <param name="tag">What it finds in <see cref="HostCall.Tag"/>.</param>
    Status Link(int functionIndex, delegate* unmanaged<HostCall*, int> function, uint tag);

    /// <summary>Registers what the guest exports of its own heap; host functions may then allocate there.</summary>
    Status SetHeap(in GuestHeap heap);

    /// <summary>Binds an imported function whose type was compared to what <c>nf.lower</c> offers under that number.</summary>
    /// <param name="functionIndex">The import.</param>
    /// <param name="lowered">Its number, see <see cref="LoweredFunctions"/>.</param>
    Status LinkLowered(int functionIndex, int lowered);

    /// <summary>Lends the content of the custom section <c>nf.passive</c>, for those functions; it outlives the engine.</summary>
    void LendPassive(ReadOnlySpan<byte> content);

    /// <summary>Says that the loaded module is metered, and by which globals.</summary>
    /// <param name="fuelGlobal">An i64.</param>
    /// <param name="depthGlobal">An i64.</param>
    /// <param name="depthMax">What the second is set to before each call.</param>
    Status Meter(int fuelGlobal, int depthGlobal, uint depthMax);

    /// <summary>Sets the fuel that is left.</summary>
    /// <returns>Ok, or NotSupported when the module is not metered.</returns>
    Status SetFuel(ulong units);

    /// <summary>The fuel that is left; 0 when the module is not metered.</summary>
    ulong Fuel { get; }

    /// <summary>Compiles every function.</summary>
    Status Compile();

    /// <summary>Runs the start function, if there is one and it has not run.</summary>
    Status Start();

    /// <summary>Calls a function; cells as in nf_engine.h.</summary>
    Status Call(int functionIndex, ulong* arguments, int argumentCount, ulong* results, int resultCount);

    /// <summary>The linear memory's size in bytes when the module had been loaded.</summary>
    ulong BaselineBytes { get; }

    /// <summary>True when a call ended otherwise than by returning.</summary>
    bool IsTainted { get; }

    /// <summary>True while a call has not ended.</summary>
    bool IsRunning { get; }

    /// <summary>
    /// Back to what <see cref="Compile"/> left, but for what linear memory and globals hold. Allocates nothing.
    /// </summary>
    /// <param name="tableChanged">True when the guest may have written its table: then every element is null now.</param>
    /// <returns>Ok, or Reentrant while the guest runs.</returns>
    Status Reset(out bool tableChanged);

    /// <summary>Sets an element of the table.</summary>
    Status SetTable(uint element, int functionIndex);

    /// <summary>The linear memory as it is now.</summary>
    Status Memory(out byte* memory, out ulong bytes);

    /// <summary>Reads a global.</summary>
    Status GetGlobal(int globalIndex, out ulong value);

    /// <summary>Writes a global.</summary>
    Status SetGlobal(int globalIndex, ulong value);

    /// <summary>Where the last call trapped.</summary>
    Status Backtrace(out Backtrace backtrace);

    /// <summary>The engine's own words for its last failure; empty when it has none.</summary>
    ReadOnlySpan<byte> Message();
}
