using System;

namespace Nf.Runtime;

public unsafe partial struct Instance
{
    // A guest without an allocator is a guest as good as any; only host functions that need one refuse it.
    readonly partial void RegisterHeap(ref Status status)
    {
        if (FindFunction("alloc"u8, "i:i"u8, out ExportedFunction allocate) != Status.Ok) return;
        GuestHeap heap = new()
        {
            Allocate = (uint)allocate.Index,
            StackPointer = FindHeapGlobal("gc_sp"u8, mutable: true),
            StackLimit = FindHeapGlobal("gc_stack_limit"u8, mutable: false),
        };
        status = _engine.SetHeap(in heap);
    }

    private readonly uint FindHeapGlobal(ReadOnlySpan<byte> name, bool mutable)
    {
        bool found = FindGlobal(name, out ExportedGlobal global) == Status.Ok && global.Type == WasmType.I32;
        return found && (global.Mutable || !mutable) ? (uint)global.Index : GuestHeap.None;
    }
}
