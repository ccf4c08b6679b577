using System;
using System.Buffers.Binary;

namespace Nf.Runtime;

/// <summary>
/// The open arrays and objects while a text is read or written: two words for each, in memory that the guest's allocator gave.
/// The guest's allocator may spoil them, so whoever reads them back checks what he reads. 16 bytes.
/// </summary>
internal unsafe struct JsonStack
{
    private const uint FrameBytes = 8;

    private uint _memory;
    private int _room;

    /// <summary>Open ones.</summary>
    public int Depth { get; private set; }

    /// <summary>Where its memory is.</summary>
    public readonly uint Pointer => _memory;

    /// <summary>Bytes of its memory.</summary>
    public readonly uint Bytes => (uint)_room * FrameBytes;

    /// <summary>Takes memory for so many. O(1).</summary>
    /// <returns>Ok, or what <see cref="GuestRoots.Allocate"/> gives.</returns>
    public static Status Create(ref GuestRoots roots, int depth, out JsonStack stack)
    {
        stack = default;
        stack._room = depth;
        return depth == 0 ? Status.Ok : roots.Allocate(stack.Bytes, out stack._memory);
    }

    /// <summary>Forgets all. O(1).</summary>
    public void Clear() => Depth = 0;

    /// <summary>Opens one. O(1).</summary>
    /// <returns>Ok, TrapBadPointer, or LimitExceeded when there is no room.</returns>
    public Status Push(HostCall* call, uint node, uint state)
    {
        if (Depth == _room) return Status.LimitExceeded;
        Depth++;
        return Set(call, node, state);
    }

    /// <summary>Changes the innermost one. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public readonly Status Set(HostCall* call, uint node, uint state)
    {
        Status status = Frame(call, out Span<byte> frame);
        if (status != Status.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(frame, node);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.Slice(sizeof(uint)), state);
        return Status.Ok;
    }

    /// <summary>The innermost one. O(1).</summary>
    /// <returns>Ok, or TrapBadPointer.</returns>
    public readonly Status Peek(HostCall* call, out uint node, out uint state)
    {
        node = state = 0;
        Status status = Frame(call, out Span<byte> frame);
        if (status != Status.Ok) return status;
        node = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        state = BinaryPrimitives.ReadUInt32LittleEndian(frame.Slice(sizeof(uint)));
        return Status.Ok;
    }

    /// <summary>Closes the innermost one. O(1).</summary>
    public void Pop() => Depth--;

    private readonly Status Frame(HostCall* call, out Span<byte> frame) =>
        call->TrySpan(_memory + (uint)(Depth - 1) * FrameBytes, FrameBytes, out frame);
}
