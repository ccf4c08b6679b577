using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Nf.Memory;

/// <summary>
/// Owns <c>sizeof(TStorage)</c> bytes, in its own field, and hands out parts of them through an <see cref="Arena"/>;
/// has one owner at a time.
/// </summary>
/// <remarks>
/// <para>
/// The storage type is the size: <c>[StructLayout(LayoutKind.Sequential, Size = 8192)] struct EngineStorage;</c>.
/// Put the block into a static; all zero is its initial state, so it needs no code at start-up. The arena's own tables come out of the
/// storage.
/// </para>
/// <para>
/// It is right in memory that a collector moves, too; then alignments above 8 hold only until a move,
/// and <see cref="Arena"/> must not be used. A static with <c>[FixedAddressValueType]</c>, the stack of the caller and native memory do
/// not move.
/// Copying a block copies its bytes, not its ownership: pass it by <c>ref</c>.
/// </para>
/// </remarks>
/// <typeparam name="TStorage">A type of <see cref="Memory.Arena.MinRegionBytes"/> + 7 .. <see cref="Memory.Arena.MaxRegionBytes"/>
/// bytes.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MemoryBlock<TStorage>
    where TStorage : unmanaged
{
    private const int Preparing = -1;

    // 0: nobody; Preparing: changing hands; else the owner's claim.
    private int _owner;
    private int _claims;
    private TStorage _storage;

    /// <summary>The bytes that the block owns, the arena's tables included.</summary>
    public static int SizeBytes => sizeof(TStorage);

    /// <summary>Whether the block has an owner.</summary>
    public readonly bool IsTaken => _owner > 0;

    /// <summary>The allocator over the storage, valid while the claim lasts; a default handle when nobody owns the block.</summary>
    /// <remarks>For blocks that do not move only: the handle holds an address.</remarks>
    public Arena Arena
    {
        get
        {
            fixed (byte* region = &Region)
                return Volatile.Read(ref _owner) > 0 ? new Arena(region) : default;
        }
    }

    /// <summary>Becomes the owner and gets an empty arena in <see cref="ArenaMode.Boot"/>. O(table), see
    /// <see cref="Memory.Arena.Create"/>.</summary>
    /// <param name="claim">Proves ownership to <see cref="Release"/>; above 0, and another one each time. 0 on failure.</param>
    /// <returns><see cref="Status.AlreadyTaken"/>; <see cref="Status.InvalidArgument"/> when the storage type's size is not one of an
    /// arena.</returns>
    public Status TryClaim(out int claim)
    {
        claim = 0;
        if (Interlocked.CompareExchange(ref _owner, Preparing, 0) != 0)
            return Status.AlreadyTaken;
        Status status;
        fixed (byte* region = &Region)
            status = Memory.Arena.Create(region, sizeof(TStorage) - (int)Padding, out _);
        if (status == Status.Ok)
        {
            _claims = (_claims & 0x7FFF_FFFE) == 0x7FFF_FFFE ? 1 : _claims + 1;
            claim = _claims;
        }
        Volatile.Write(ref _owner, claim);
        return status;
    }

    /// <summary>Ends a claim: whatever was allocated is gone. Exactly one call succeeds for each claim, on whatever thread. O(1).</summary>
    /// <param name="claim">What <see cref="TryClaim"/> gave.</param>
    /// <returns><see cref="Status.NotTaken"/> when that claim is over, or was none.</returns>
    public Status Release(int claim)
    {
        bool ended = claim > 0 && Interlocked.CompareExchange(ref _owner, 0, claim) == claim;
        return ended ? Status.Ok : Status.NotTaken;
    }

    /// <summary>Whether the claim is the current one. O(1).</summary>
    /// <param name="claim">What <see cref="TryClaim"/> gave.</param>
    public bool IsOwner(int claim) => claim > 0 && Volatile.Read(ref _owner) == claim;

    /// <summary>Allocates from the block. O(1). The memory is not cleared.</summary>
    /// <param name="bytes">Payload bytes, 1 or more.</param>
    /// <param name="alignment">A power of two, 1 .. <see cref="Memory.Arena.MaxAlignment"/>.</param>
    /// <param name="span">The payload; empty on failure.</param>
    /// <returns><see cref="Status.NotTaken"/> when nobody owns the block; else as
    /// <see cref="Memory.Arena.TryAllocate(int, int, out Span{byte})"/>.</returns>
    public Status TryAllocate(int bytes, int alignment, out Span<byte> span)
    {
        ref byte region = ref Region;
        uint block = Volatile.Read(ref _owner) > 0 ? BlockAllocator.Take(ref region, bytes, alignment) : (uint)Status.NotTaken;
        if (BlockAllocator.IsStatus(block))
        {
            span = default;
            return (Status)block;
        }
        span = MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref region, (nuint)(block + Block.HeaderBytes)), bytes);
        return Status.Ok;
    }

    /// <summary>Gives a span back. O(1).</summary>
    /// <param name="span">A span as <see cref="TryAllocate"/> gave it.</param>
    /// <returns><see cref="Status.NotTaken"/> when nobody owns the block; else as <see cref="Memory.Arena.Free"/>.</returns>
    public Status Free(Span<byte> span)
    {
        if (Volatile.Read(ref _owner) <= 0)
            return Status.NotTaken;
        ref byte region = ref Region;
        nint offset = Unsafe.ByteOffset(ref region, ref MemoryMarshal.GetReference(span));
        return BlockAllocator.Give(ref region, offset, (uint)span.Length, true);
    }

    /// <summary>Forbids allocation from now on. O(1).</summary>
    /// <returns><see cref="Status.NotTaken"/> when nobody owns the block.</returns>
    public Status Seal()
    {
        if (Volatile.Read(ref _owner) <= 0)
            return Status.NotTaken;
        fixed (byte* region = &Region)
            new Arena(region).Seal();
        return Status.Ok;
    }

    /// <summary>Allows allocation again. O(1).</summary>
    /// <returns><see cref="Status.NotTaken"/> when nobody owns the block.</returns>
    public Status Unseal()
    {
        if (Volatile.Read(ref _owner) <= 0)
            return Status.NotTaken;
        fixed (byte* region = &Region)
            new Arena(region).Unseal();
        return Status.Ok;
    }

    // Where the arena starts: a storage type of bytes asks for no alignment, and an arena needs 8. By reference, as the block may move.
    [UnscopedRef]
    private ref byte Region => ref Unsafe.AddByteOffset(ref Unsafe.As<TStorage, byte>(ref _storage), Padding);

    private nuint Padding => (0 - (nuint)Unsafe.AsPointer(ref _storage)) & (Memory.Arena.Granularity - 1);
}
