using System;

namespace Nf.Memory;

/// <summary>Values by key in memory of the caller, never more than that memory holds. Open addressing; removal leaves no
/// tombstones.</summary>
/// <remarks>
/// <para>
/// Keys are hashed and compared by their bytes: a key type must have no padding (its bytes would be random) and no two
/// representations of one value. Looking up, setting and removing are O(1) expected while a quarter of the places is free, and never
/// more than one pass over all places; full is allowed, and then slow.
/// </para>
/// <para>
/// A view: entries and count belong to the caller, who may make another view of them at each use. Not for several threads at once.
/// Removal as in D. E. Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm R.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The key, without padding.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public readonly ref struct BoundedMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly Span<MapEntry<TKey, TValue>> _entries;
    private readonly ref int _count;

    /// <summary>A view of a map.</summary>
    /// <param name="entries">The memory, all zero for a new map; its length is the capacity.</param>
    /// <param name="count">The number of keys, 0 for a new map.</param>
    public BoundedMap(Span<MapEntry<TKey, TValue>> entries, ref int count)
    {
        _entries = entries;
        _count = ref count;
    }

    /// <summary>The most keys that it can hold.</summary>
    public int Capacity => _entries.Length;

    /// <summary>The number of keys.</summary>
    public int Count => _count;

    /// <summary>All places, in no order: for <c>foreach</c>, skipping those that are not
    /// <see cref="MapEntry{TKey, TValue}.IsUsed"/>.</summary>
    public ReadOnlySpan<MapEntry<TKey, TValue>> Entries => _entries;

    /// <summary>Sets the value of a key, whether it is there or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="rejected">The value again when the key did not fit; else default.</param>
    /// <returns><see cref="Status.Full"/>: the key is not there and there is no place; nothing changed.</returns>
    public Status TrySet(TKey key, TValue value, out TValue rejected)
    {
        uint tag = TagOf(in key);
        bool isThere = Find(in key, tag, out int place);
        if (!isThere && place < 0)
        {
            rejected = value;
            return Status.Full;
        }
        ref MapEntry<TKey, TValue> entry = ref _entries[place];
        if (!isThere)
        {
            entry.Tag = tag;
            entry.EntryKey = key;
            _count++;
        }
        entry.EntryValue = value;
        rejected = default;
        return Status.Ok;
    }

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; default on failure.</param>
    /// <returns><see cref="Status.NotFound"/>.</returns>
    public Status TryGet(TKey key, out TValue value)
    {
        bool isThere = Find(in key, TagOf(in key), out int place);
        value = isThere ? _entries[place].EntryValue : default;
        return isThere ? Status.Ok : Status.NotFound;
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(TKey key) => Find(in key, TagOf(in key), out _);

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; default on failure.</param>
    /// <returns><see cref="Status.NotFound"/>.</returns>
    public Status TryRemove(TKey key, out TValue value)
    {
        if (!Find(in key, TagOf(in key), out int place))
        {
            value = default;
            return Status.NotFound;
        }
        value = _entries[place].EntryValue;
        CloseGap(place);
        _count--;
        return Status.Ok;
    }

    /// <summary>Removes all keys. O(capacity).</summary>
    public void Clear()
    {
        _entries.Clear();
        _count = 0;
    }

    private static uint TagOf(in TKey key) => KeyBytes.Hash(in key) | 1;

    // The hash scaled to the capacity by one multiplication, for any capacity (D. Lemire, "Fast random integer generation in an
    // interval", 2019).
    private int Home(uint tag) => (int)(((ulong)tag * (uint)_entries.Length) >> 32);

    private int Next(int place) => place + 1 == _entries.Length ? 0 : place + 1;

    // The key's place; else the free place where it belongs, or -1.
    private bool Find(in TKey key, uint tag, out int place)
    {
        place = Home(tag);
        for (int probes = 0; probes < _entries.Length; probes++)
        {
            ref MapEntry<TKey, TValue> entry = ref _entries[place];
            if (entry.Tag == 0)
                return false;
            if (entry.Tag == tag && KeyBytes.AreEqual(in entry.EntryKey, in key))
                return true;
            place = Next(place);
        }
        place = -1;
        return false;
    }

    // Moves entries back that are behind their home only because the gap was taken.
    private void CloseGap(int gap)
    {
        int place = gap;
        for (int steps = 1; steps < _entries.Length; steps++)
        {
            place = Next(place);
            uint tag = _entries[place].Tag;
            if (tag == 0)
                break;
            if (!IsBetween(Home(tag), gap, place))
            {
                _entries[gap] = _entries[place];
                gap = place;
            }
        }
        _entries[gap] = default;
    }

    // Whether a home lies behind the gap and not behind the place, going round.
    private static bool IsBetween(int home, int gap, int place) =>
        gap < place ? gap < home && home <= place : gap < home || home <= place;
}
