using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// Allocates for a host function in a guest with a collector: what the host function still needs stands on the guest's shadow stack
/// meanwhile. Whoever opens it closes it, on every path. 24 to 32 bytes.
/// </summary>
internal unsafe struct GuestRoots
{
    private HostCall* _call;
    private GuestHeap _heap;
    private uint _opened;
    private uint _top;
    private uint _limit;

    /// <summary>Reads the guest's shadow stack.</summary>
    /// <returns>Ok, or ExportNotFound when the guest exports no allocator or no shadow stack.</returns>
    public static Status Open(HostCall* call, out GuestRoots roots)
    {
        roots = default;
        roots._call = call;
        Status status = call->GetHeap(out roots._heap);
        if (status != Status.Ok) return status;
        if (roots._heap.StackPointer == GuestHeap.None || roots._heap.StackLimit == GuestHeap.None) return Status.ExportNotFound;
        status = call->GetGlobal(roots._heap.StackPointer, out ulong top);
        if (status != Status.Ok) return status;
        status = call->GetGlobal(roots._heap.StackLimit, out ulong limit);
        roots._opened = roots._top = (uint)top;
        roots._limit = (uint)limit;
        return status;
    }

    /// <summary>Keeps an object alive until <see cref="Close"/>. O(1).</summary>
    /// <returns>Ok, TrapStackOverflow when the shadow stack is full, or TrapBadPointer when it lies outside the memory.</returns>
    public Status Push(uint pointer)
    {
        if ((ulong)_top + sizeof(uint) > _limit) return Status.TrapStackOverflow;
        Status status = _call->TrySpan(_top, sizeof(uint), out Span<byte> root);
        if (status != Status.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(root, pointer);
        _top += sizeof(uint);
        return _call->SetGlobal(_heap.StackPointer, _top);
    }

    /// <summary>Keeps what an element points to alive, if it points to something.</summary>
    /// <returns>What <see cref="Push(uint)"/> gives.</returns>
    public Status Push(ElementType type, WordPair element) => ElementLayout.HasPointer(type) ? Push(element.Low) : Status.Ok;

    /// <summary>
    /// Takes memory from the guest's allocator and keeps it alive. It holds anything. All that was read before must be read again.
    /// </summary>
    /// <returns>
    /// Ok; OutOfMemory when the guest has none; TrapBadPointer when it answers with memory that is none, or not aligned to 4 bytes; what
    /// <see cref="HostCall.Allocate"/> and <see cref="Push(uint)"/> give.
    /// </returns>
    public Status Allocate(ulong bytes, out uint pointer)
    {
        pointer = 0;
        if (bytes > int.MaxValue) return Status.OutOfMemory;
        Status status = _call->Allocate((uint)bytes, out uint given);
        if (status != Status.Ok) return status;
        if (given == 0) return Status.OutOfMemory;
        if (given % sizeof(uint) != 0 || _call->TrySpan(given, (uint)bytes, out _) != Status.Ok) return Status.TrapBadPointer;
        pointer = given;
        return Push(given);
    }

    /// <summary>Where the next root goes; for <see cref="Release"/>.</summary>
    public readonly uint Top => _top;

    /// <summary>Takes all roots off that were put on since the stack's top was there. O(1).</summary>
    /// <returns>Ok, or OutOfRange when it never was.</returns>
    public Status Release(uint top)
    {
        if (top < _opened || top > _top) return Status.OutOfRange;
        _top = top;
        return _call->SetGlobal(_heap.StackPointer, _top);
    }

    /// <summary>Gives the shadow stack back as it was, whatever the guest's allocator left there.</summary>
    public readonly Status Close() => _call->SetGlobal(_heap.StackPointer, _opened);
}
