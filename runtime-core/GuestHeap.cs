using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// What a guest that manages its own heap exports, by index. Mirrors <c>nf_guest_heap</c> of nf_engine.h. 12 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct GuestHeap
{
    /// <summary>Stands for a global that there is not.</summary>
    public const uint None = uint.MaxValue;

    /// <summary>The function <c>alloc</c> (i32) -> i32.</summary>
    public uint Allocate;

    /// <summary>The mutable global <c>gc_sp</c>: where the next root goes on the guest's shadow stack.</summary>
    public uint StackPointer;

    /// <summary>The global <c>gc_stack_limit</c>: the end of that stack.</summary>
    public uint StackLimit;
}
