using System;

namespace Nf.Memory;

/// <summary>A growing sequence in memory of the caller, never longer than that memory.</summary>
/// <remarks>A view: items and count belong to the caller, who may make another view of them at each use. Not for several threads at
/// once.</remarks>
/// <typeparam name="T">The item.</typeparam>
public readonly ref struct BoundedVec<T>
    where T : unmanaged
{
    private readonly Span<T> _items;
    private readonly ref int _count;

    /// <summary>A view of a sequence.</summary>
    /// <param name="items">The memory; its length is the capacity.</param>
    /// <param name="count">The number of items, 0 for a new sequence. A value that the memory cannot hold counts as 0.</param>
    public BoundedVec(Span<T> items, ref int count)
    {
        _items = items;
        _count = ref count;
        // Also what makes every later index safe.
        if ((uint)count > (uint)items.Length)
            count = 0;
    }

    /// <summary>The most items that it can hold.</summary>
    public int Capacity => _items.Length;

    /// <summary>The number of items.</summary>
    public int Count => _count;

    /// <summary>The items, first to last; for indexing and <c>foreach</c>. Valid until the sequence changes.</summary>
    public Span<T> Items => _items.Slice(0, _count);

    /// <summary>Appends an item. O(1).</summary>
    /// <param name="value">The item.</param>
    /// <param name="rejected">The item again when it did not fit; else default.</param>
    /// <returns><see cref="Status.Full"/>: nothing changed.</returns>
    public Status TryPush(T value, out T rejected)
    {
        int count = _count;
        if (count >= _items.Length)
        {
            rejected = value;
            return Status.Full;
        }
        _items[count] = value;
        _count = count + 1;
        rejected = default;
        return Status.Ok;
    }

    /// <summary>Takes the last item. O(1).</summary>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.Empty"/>.</returns>
    public Status TryPop(out T value)
    {
        int last = _count - 1;
        if (last < 0)
        {
            value = default;
            return Status.Empty;
        }
        value = _items[last];
        _count = last;
        return Status.Ok;
    }

    /// <summary>Reads an item. O(1).</summary>
    /// <param name="index">0 .. <see cref="Count"/> - 1.</param>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.OutOfRange"/>.</returns>
    public Status TryGet(int index, out T value)
    {
        bool isInside = (uint)index < (uint)_count;
        value = isInside ? _items[index] : default;
        return isInside ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>Inserts an item before another one; those behind move up. O(n).</summary>
    /// <param name="index">0 .. <see cref="Count"/>; the count appends.</param>
    /// <param name="value">The item.</param>
    /// <param name="rejected">The item again on failure; else default.</param>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.Full"/>: nothing changed.</returns>
    public Status TryInsert(int index, T value, out T rejected)
    {
        int count = _count;
        rejected = value;
        if ((uint)index > (uint)count)
            return Status.OutOfRange;
        if (count >= _items.Length)
            return Status.Full;
        _items.Slice(index, count - index).CopyTo(_items.Slice(index + 1));
        _items[index] = value;
        _count = count + 1;
        rejected = default;
        return Status.Ok;
    }

    /// <summary>Removes an item; those behind move down, the order stays. O(n).</summary>
    /// <param name="index">0 .. <see cref="Count"/> - 1.</param>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.OutOfRange"/>.</returns>
    public Status TryRemoveAt(int index, out T value)
    {
        Status status = TryGet(index, out value);
        if (status != Status.Ok)
            return status;
        _items.Slice(index + 1, _count - index - 1).CopyTo(_items.Slice(index));
        _count--;
        return Status.Ok;
    }

    /// <summary>Removes an item and puts the last one into its place. O(1).</summary>
    /// <param name="index">0 .. <see cref="Count"/> - 1.</param>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.OutOfRange"/>.</returns>
    public Status TrySwapRemove(int index, out T value)
    {
        Status status = TryGet(index, out value);
        if (status != Status.Ok)
            return status;
        _count--;
        _items[index] = _items[_count];
        return Status.Ok;
    }

    /// <summary>Removes all items. O(1).</summary>
    public void Clear() => _count = 0;
}
