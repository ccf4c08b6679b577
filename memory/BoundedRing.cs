using System;

namespace Nf.Memory;

/// <summary>A queue, first in first out, in memory of the caller, never longer than that memory.</summary>
/// <remarks>A view: items and state belong to the caller, who may make another view of them at each use. Not for several threads at
/// once.</remarks>
/// <typeparam name="T">The item.</typeparam>
public readonly ref struct BoundedRing<T>
    where T : unmanaged
{
    private readonly Span<T> _items;
    private readonly ref RingState _state;

    /// <summary>A view of a ring.</summary>
    /// <param name="items">The memory; its length is the capacity.</param>
    /// <param name="state">All zero for a new ring. A state that the memory cannot hold counts as that.</param>
    public BoundedRing(Span<T> items, ref RingState state)
    {
        _items = items;
        _state = ref state;
        // Also what makes every later index safe.
        if ((uint)state.Count > (uint)items.Length || (uint)state.Head > (uint)items.Length)
            state = default;
    }

    /// <summary>The most items that it can hold.</summary>
    public int Capacity => _items.Length;

    /// <summary>The number of items.</summary>
    public int Count => _state.Count;

    /// <summary>Appends an item. O(1).</summary>
    /// <param name="value">The item.</param>
    /// <param name="rejected">The item again when it did not fit; else default.</param>
    /// <returns><see cref="Status.Full"/>: nothing changed.</returns>
    public Status TryPush(T value, out T rejected)
    {
        if (_state.Count >= _items.Length)
        {
            rejected = value;
            return Status.Full;
        }
        _items[Place(_state.Count)] = value;
        _state.Count++;
        rejected = default;
        return Status.Ok;
    }

    /// <summary>Appends an item, and drops the oldest one when there is no room. O(1).</summary>
    /// <param name="value">The item.</param>
    /// <param name="dropped">The item that had to go: the oldest, or without any capacity the new one; default when none had.</param>
    /// <returns><see cref="Status.Ok"/>; <see cref="Status.Full"/> when one was dropped, or when the capacity is 0.</returns>
    public Status PushOverwriting(T value, out T dropped)
    {
        Status status = TryPush(value, out dropped);
        if (status == Status.Full && _items.Length > 0)
        {
            _ = TryPop(out dropped);
            _ = TryPush(value, out _);
        }
        return status;
    }

    /// <summary>Takes the oldest item. O(1).</summary>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.Empty"/>.</returns>
    public Status TryPop(out T value)
    {
        if (_state.Count == 0)
        {
            value = default;
            return Status.Empty;
        }
        value = _items[Place(0)];
        _state.Head = Place(1);
        _state.Count--;
        return Status.Ok;
    }

    /// <summary>Reads an item. O(1).</summary>
    /// <param name="index">0, the oldest, .. <see cref="Count"/> - 1, the newest.</param>
    /// <param name="value">The item; default on failure.</param>
    /// <returns><see cref="Status.OutOfRange"/>.</returns>
    public Status TryGet(int index, out T value)
    {
        bool isInside = (uint)index < (uint)_state.Count;
        value = isInside ? _items[Place(index)] : default;
        return isInside ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>Removes all items. O(1).</summary>
    public void Clear() => _state = default;

    // Unsigned, as head plus index may pass the largest int; neither exceeds the length.
    private int Place(int index)
    {
        uint place = (uint)_state.Head + (uint)index;
        return (int)(place >= (uint)_items.Length ? place - (uint)_items.Length : place);
    }
}
