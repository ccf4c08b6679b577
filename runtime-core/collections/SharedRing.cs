using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Nf.Runtime;

/// <summary>
/// The host's view of a ring that lives in memory which the guest lends, and nowhere else (docs/COLLECTIONS.md): one side publishes, the
/// other drains, without a call. Each word has one writer: the producer writes tail, claimed and elements, the consumer head. So neither
/// waits for the other, and each operation takes O(1).
/// </summary>
/// <remarks>
/// <para>Head and tail count on without end and wrap at 2^32; an element's place is its number modulo the capacity, a power of two. They
/// stand behind the capacity, as in the ring of queued host calls.</para>
/// <para>A full ring refuses, and the producer counts that in the word dropped; or (<see cref="RingFlags.Overwrite"/>) the producer writes
/// on without looking at head: it says first in claimed up to where it writes, so that a consumer sees when what it read was written over,
/// and the consumer counts in dropped what it missed.</para>
/// <para>Host and guest may be producer and consumer on one thread, in a host function, or in an interrupt of it. From another thread the
/// host's part is ordered (release, acquire); the guest's is as ordered as its processor's plain loads and stores, which is enough on x86
/// and on a single core, not between the cores of an ARM.</para>
/// <para>The header is read anew and checked by every operation: each may end with TrapBadPointer (it leaves the memory) or BucketCorrupt
/// (it says what no operation writes), and then writes nothing. The view holds good until the guest runs again.</para>
/// </remarks>
public readonly ref struct SharedRing
{
    // Words of the header.
    private const int HeadAt = 3;
    private const int TailAt = 4;
    private const int DroppedAt = 5;
    private const int ClaimedAt = 6;
    private const int SourceAt = 7;
    private const int HeaderWords = 8;

    // A producer that runs meanwhile can overtake a consumer again and again; the consumer tries so often.
    private const int AttemptsMax = 4;

    private readonly Span<byte> _memory;
    private readonly uint _pointer;

    /// <summary>A ring. Nothing is looked at yet. O(1).</summary>
    /// <param name="memory">The guest's linear memory.</param>
    /// <param name="pointer">Where the guest says that the ring is; aligned to 4 bytes, as the memory must be.</param>
    public SharedRing(Span<byte> memory, uint pointer)
    {
        _memory = memory;
        _pointer = pointer;
    }

    /// <summary>Bytes that a ring of so many elements takes.</summary>
    public static ulong BytesFor(ElementType element, uint capacity) => SharedHeader.WholeBytes(SharedKind.Ring, element, capacity);

    /// <summary>Makes it empty. O(capacity).</summary>
    /// <param name="element">What its elements are.</param>
    /// <param name="flags">What happens when it is full.</param>
    /// <param name="capacity">How many it can have: a power of two, 1 to 65,536.</param>
    /// <param name="source">What shall be published into it; it is for whoever finds the ring to say what that means.</param>
    /// <returns>Ok; InvalidArgument; TrapBadPointer.</returns>
    public Status Format(ElementType element, RingFlags flags, uint capacity, uint source = 0)
    {
        Status status = SharedHeader.Format(_memory, _pointer, SharedKind.Ring, element, default, flags, capacity, out Span<byte> bytes);
        if (status == Status.Ok) MemoryMarshal.Cast<byte, uint>(bytes)[SourceAt] = source;
        return status;
    }

    /// <summary>What its elements are, and what shall be published into it.</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetSource(out ElementType element, out uint source)
    {
        Status status = Open(out SharedHeader header, out Span<uint> words);
        element = header.Key;
        source = status == Status.Ok ? words[SourceAt] : 0;
        return status;
    }

    /// <summary>How many elements wait, and how many were refused or missed, modulo 2^32.</summary>
    /// <returns>Ok, TrapBadPointer, or BucketCorrupt.</returns>
    public Status GetCount(out uint count, out uint dropped)
    {
        count = dropped = 0;
        Status status = Open(out SharedHeader header, out Span<uint> words);
        if (status != Status.Ok) return status;
        uint waiting = unchecked(Volatile.Read(ref words[TailAt]) - Volatile.Read(ref words[HeadAt]));
        if (waiting > header.Capacity && header.Flags != RingFlags.Overwrite) return Status.BucketCorrupt;
        count = waiting < header.Capacity ? waiting : header.Capacity;
        dropped = Volatile.Read(ref words[DroppedAt]);
        return Status.Ok;
    }

    /// <summary>Publishes an element: the producer's part.</summary>
    /// <returns>Ok; Full, and the refusal is counted; TrapBadPointer; BucketCorrupt.</returns>
    public Status Publish(WordPair element)
    {
        Status status = Open(out SharedHeader header, out Span<uint> words);
        if (status != Status.Ok) return status;
        uint tail = words[TailAt];
        if (header.Flags == RingFlags.Overwrite)
        {
            Volatile.Write(ref words[ClaimedAt], unchecked(tail + 1));
        }
        else
        {
            uint waiting = unchecked(tail - Volatile.Read(ref words[HeadAt]));
            if (waiting > header.Capacity) return Status.BucketCorrupt;
            if (waiting == header.Capacity)
            {
                unchecked { words[DroppedAt]++; }
                return Status.Full;
            }
        }

        ElementCell.Release(Cell(words, in header, tail), element);
        Volatile.Write(ref words[TailAt], unchecked(tail + 1));
        return Status.Ok;
    }

    /// <summary>Takes the oldest element: the consumer's part.</summary>
    /// <returns>
    /// Ok; Empty; Busy when it was written over while it was read, four times in a row: try again; TrapBadPointer; BucketCorrupt.
    /// </returns>
    public Status Drain(out WordPair element)
    {
        element = default;
        Status status = Open(out SharedHeader header, out Span<uint> words);
        if (status != Status.Ok) return status;
        bool overwrites = header.Flags == RingFlags.Overwrite;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            uint head = words[HeadAt], tail = Volatile.Read(ref words[TailAt]);
            if (tail == head) return Status.Empty;
            uint oldest = head;
            if (unchecked(tail - head) > header.Capacity)
            {
                if (!overwrites) return Status.BucketCorrupt;
                oldest = unchecked(tail - header.Capacity);
            }

            element = ElementCell.Acquire(Cell(words, in header, oldest));
            if (overwrites && unchecked(Volatile.Read(ref words[ClaimedAt]) - oldest) > header.Capacity) continue;
            unchecked
            {
                if (overwrites) words[DroppedAt] += oldest - head;
                Volatile.Write(ref words[HeadAt], oldest + 1);
            }

            return Status.Ok;
        }

        return Status.Busy;
    }

    private static Span<uint> Cell(Span<uint> words, in SharedHeader header, uint number)
    {
        int size = (int)ElementLayout.ArrayBytes(header.Key) / sizeof(uint);
        return words.Slice(HeaderWords + (int)(number & (header.Capacity - 1)) * size, size);
    }

    private Status Open(out SharedHeader header, out Span<uint> words)
    {
        Status status = SharedHeader.Open(_memory, _pointer, SharedKind.Ring, out header, out Span<byte> bytes);
        words = MemoryMarshal.Cast<byte, uint>(bytes);
        return status;
    }
}
