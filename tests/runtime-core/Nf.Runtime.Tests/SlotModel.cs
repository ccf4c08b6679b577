using System.Collections.Generic;
using System.Linq;

namespace Nf.Runtime.Tests;

/// <summary>What a table of slots does, said with lists: it is slow and has no links, hashes or generations.</summary>
internal sealed class SlotModel(int capacity, bool evicts, ulong firstMissing)
{
    private readonly Entry?[] _slots = new Entry?[capacity + 1];
    private readonly List<int> _free = [.. Enumerable.Range(1, capacity)];
    private readonly List<int> _unused = [];

    public sealed class Entry
    {
        public required int Kind { get; init; }
        public required ulong Key { get; init; }
        public required int Number { get; init; }
        public required bool IsCached { get; init; }
        public int Uses { get; set; } = 1;
    }

    public int Made { get; private set; }

    public List<int> Released { get; } = [];

    public int Count => _slots.Count(entry => entry != null);

    /// <summary>Opens; gives the slot and the object.</summary>
    public Status Open(int slot, int kind, ulong key, out int place, out Entry? entry)
    {
        entry = null;
        place = slot;
        if (slot < 0 || slot > capacity)
            return Status.OutOfRange;
        if (slot == 0)
            place = System.Array.FindIndex(_slots, held => held is { IsCached: true } && held.Kind == kind && held.Key == key);
        if (place > 0 && _slots[place] is { } same && same.Kind == kind && same.Key == key)
        {
            _unused.Remove(place);
            same.Uses++;
            entry = same;
            return Status.Ok;
        }
        if (slot == 0)
            place = _free.Concat(_unused).FirstOrDefault();
        if (place == 0)
            return Status.Full;
        if (key >= firstMissing)
            return Status.NotFound;
        if (_slots[place] != null)
            Remove(place);
        _free.Remove(place);
        bool isKnown = _slots.Any(held => held is { IsCached: true } && held.Kind == kind && held.Key == key);
        entry = _slots[place] = new Entry { Kind = kind, Key = key, Number = ++Made, IsCached = !isKnown };
        return Status.Ok;
    }

    /// <summary>Whether an object is in a slot and used.</summary>
    public bool IsGood(int slot, Entry entry) => _slots[slot] == entry && entry.Uses > 0;

    public void Close(int slot)
    {
        Entry entry = _slots[slot]!;
        entry.Uses--;
        if (entry.Uses > 0)
            return;
        if (evicts && entry.IsCached)
            _unused.Add(slot);
        else
            Remove(slot);
    }

    private void Remove(int slot)
    {
        Released.Add(_slots[slot]!.Number);
        _slots[slot] = null;
        _unused.Remove(slot);
        _free.Add(slot);
    }
}
