using System;

namespace Nf.Memory;

/// <summary>Keys in memory of the caller, never more than that memory holds: a <see cref="BoundedMap{TKey, TValue}"/> without values,
/// with the same costs.</summary>
/// <typeparam name="T">The key, without padding; see <see cref="BoundedMap{TKey, TValue}"/>.</typeparam>
public readonly ref struct BoundedSet<T>
    where T : unmanaged
{
    private readonly BoundedMap<T, NoValue> _map;

    /// <summary>A view of a set.</summary>
    /// <param name="entries">The memory, all zero for a new set; its length is the capacity.</param>
    /// <param name="count">The number of keys, 0 for a new set.</param>
    public BoundedSet(Span<MapEntry<T, NoValue>> entries, ref int count) => _map = new BoundedMap<T, NoValue>(entries, ref count);

    /// <summary>The most keys that it can hold.</summary>
    public int Capacity => _map.Capacity;

    /// <summary>The number of keys.</summary>
    public int Count => _map.Count;

    /// <summary>All places, in no order: for <c>foreach</c>, skipping those that are not
    /// <see cref="MapEntry{TKey, TValue}.IsUsed"/>.</summary>
    public ReadOnlySpan<MapEntry<T, NoValue>> Entries => _map.Entries;

    /// <summary>Adds a key; one that is there stays.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rejected">The key again when it did not fit; else default.</param>
    /// <returns><see cref="Status.Full"/>: the key is not there and there is no place; nothing changed.</returns>
    public Status TryAdd(T key, out T rejected)
    {
        Status status = _map.TrySet(key, default, out _);
        rejected = status == Status.Ok ? default : key;
        return status;
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(T key) => _map.Contains(key);

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see cref="Status.NotFound"/>.</returns>
    public Status TryRemove(T key) => _map.TryRemove(key, out _);

    /// <summary>Removes all keys. O(capacity).</summary>
    public void Clear() => _map.Clear();
}
