using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>The functions of nf_engine.h: P/Invoke in .NET, direct calls in the no-heap world.</summary>
internal static unsafe class NativeEngine
{
    internal const uint Abi = 9;

    private const string Library = "nf_engine";

    /// <summary>nf_engine_config.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Config
    {
        public uint Abi;
        public uint StackBytes;
        public uint NativeStackBytes;
        public uint MemoryBytes;
        public byte* Memory;
        public nint HostContext;
        public nint Arena;
        public delegate* unmanaged<nint, uint, void*> Allocate;
        public delegate* unmanaged<nint, void*, void> Release;
        public delegate* unmanaged<nint, void*, uint> SizeOf;
        public delegate* unmanaged<byte*, uint, int> Commit;
        public uint TableElements;
        public ulong ReservedBytes;
    }

    [DllImport(Library, EntryPoint = "nf_engine_abi")]
    internal static extern uint GetAbi();

    [DllImport(Library, EntryPoint = "nf_interpreter_memory_overhead")]
    internal static extern uint MemoryOverhead();

    [DllImport(Library, EntryPoint = "nf_interpreter_nesting_bytes")]
    internal static extern uint NestingBytes();

    [DllImport(Library, EntryPoint = "nf_interpreter_loop_bytes")]
    internal static extern uint LoopBytes();

    [DllImport(Library, EntryPoint = "nf_interpreter_values_max")]
    internal static extern uint ValuesMax();

    [DllImport(Library, EntryPoint = "nf_interpreter_open")]
    internal static extern int OpenInterpreter(Config* config, nint* engine);

    [DllImport(Library, EntryPoint = "nf_ahead_open")]
    internal static extern int OpenAhead(Config* config, AheadModule* module, nint* engine);

    [DllImport(Library, EntryPoint = "nf_engine_load")]
    internal static extern int Load(nint engine, byte* wasm, uint wasmBytes, uint tableElements);

    [DllImport(Library, EntryPoint = "nf_engine_link")]
    internal static extern int Link(nint engine, uint functionIndex, delegate* unmanaged<HostCall*, int> function, uint tag);

    [DllImport(Library, EntryPoint = "nf_engine_lowered")]
    internal static extern int Lowered(nint engine, uint functionIndex, uint which);

    [DllImport(Library, EntryPoint = "nf_engine_passive")]
    internal static extern int Passive(nint engine, byte* bytes, uint size);

    [DllImport(Library, EntryPoint = "nf_engine_meter")]
    internal static extern int Meter(nint engine, uint fuelGlobal, uint depthGlobal, uint depthMax);

    [DllImport(Library, EntryPoint = "nf_engine_set_fuel")]
    internal static extern int SetFuel(nint engine, ulong units);

    [DllImport(Library, EntryPoint = "nf_engine_fuel")]
    internal static extern ulong Fuel(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_charge")]
    internal static extern int Charge(nint engine, ulong units);

    [DllImport(Library, EntryPoint = "nf_engine_compile")]
    internal static extern int Compile(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_start")]
    internal static extern int Start(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_call")]
    internal static extern int Call(
        nint engine, uint functionIndex, ulong* arguments, uint argumentCount, ulong* results, uint resultCount);

    [DllImport(Library, EntryPoint = "nf_engine_set_heap")]
    internal static extern int SetHeap(nint engine, GuestHeap* heap);

    [DllImport(Library, EntryPoint = "nf_engine_heap")]
    internal static extern int GetHeap(nint engine, GuestHeap* heap);

    [DllImport(Library, EntryPoint = "nf_host_allocate")]
    internal static extern int Allocate(HostCall* call, uint bytes, uint* pointer);

    [DllImport(Library, EntryPoint = "nf_engine_baseline")]
    internal static extern int Baseline(nint engine, ulong* memoryBytes);

    [DllImport(Library, EntryPoint = "nf_engine_tainted")]
    internal static extern int Tainted(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_running")]
    internal static extern int Running(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_reset")]
    internal static extern int Reset(nint engine, int* tableChanged);

    [DllImport(Library, EntryPoint = "nf_engine_refill")]
    internal static extern int Refill(nint engine);

    [DllImport(Library, EntryPoint = "nf_engine_table_set")]
    internal static extern int TableSet(nint engine, uint element, uint functionIndex);

    [DllImport(Library, EntryPoint = "nf_engine_memory")]
    internal static extern int Memory(nint engine, byte** memory, ulong* memoryBytes);

    [DllImport(Library, EntryPoint = "nf_engine_global_get")]
    internal static extern int GlobalGet(nint engine, uint globalIndex, ulong* value);

    [DllImport(Library, EntryPoint = "nf_engine_global_set")]
    internal static extern int GlobalSet(nint engine, uint globalIndex, ulong value);

    [DllImport(Library, EntryPoint = "nf_engine_backtrace")]
    internal static extern int GetBacktrace(nint engine, Backtrace* backtrace);

    [DllImport(Library, EntryPoint = "nf_engine_message")]
    internal static extern byte* Message(nint engine);
}
