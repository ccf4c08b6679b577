using System.Runtime.InteropServices;

namespace Nf.Bench;

/// <summary>One operation of the allocation mix: free what stands in the slot, put a block there. Mirrors <c>nf_bench_step</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AllocationStep
{
    public ushort Slot;
    public ushort Bytes;
}
