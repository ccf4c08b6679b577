using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>The functions of nf_bench.h: the same work as C does it.</summary>
internal static unsafe class NativeBaseline
{
    private const string Library = "nf_bench";

    /// <summary>nf_bench_recycler.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Recycler
    {
        public byte* Wasm;
        public byte* Memory;
        public byte* Arena;
        public uint WasmBytes;
        public uint MemoryBytes;
        public uint ArenaBytes;
        public uint ImportCount;
        public uint StackBytes;
        public uint NativeStackBytes;
    }

    [DllImport(Library, EntryPoint = "nf_bench_thread_nanoseconds")]
    internal static extern ulong ThreadNanoseconds();

    [DllImport(Library, EntryPoint = "nf_bench_children_nanoseconds")]
    internal static extern ulong ChildrenNanoseconds();

    [DllImport(Library, EntryPoint = "nf_bench_malloc_pair")]
    internal static extern void MallocPair(uint bytes, uint count);

    [DllImport(Library, EntryPoint = "nf_bench_malloc_mix")]
    internal static extern void MallocMix(AllocationStep* steps, uint stepCount, void** live, uint count);

    [DllImport(Library, EntryPoint = "nf_bench_call")]
    internal static extern long Call(nint engine, uint functionIndex, uint count);

    [DllImport(Library, EntryPoint = "nf_bench_recycle")]
    internal static extern int Recycle(Recycler* recycler, uint count);

    /// <summary>The address of nf_bench_add.</summary>
    internal static delegate* unmanaged<HostCall*, int> Add => Find("nf_bench_add");

    /// <summary>The address of nf_bench_enter.</summary>
    internal static delegate* unmanaged<HostCall*, int> Enter => Find("nf_bench_enter");

    private static delegate* unmanaged<HostCall*, int> Find(string name)
    {
        nint library = NativeLibrary.Load(Library, typeof(NativeBaseline).Assembly, null);
        return (delegate* unmanaged<HostCall*, int>)NativeLibrary.GetExport(library, name);
    }
}
