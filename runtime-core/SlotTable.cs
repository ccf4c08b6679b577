using System;
using Nf.Memory;

namespace Nf.Runtime;

/// <summary>
/// The host objects of one guest, by handle: a fixed number of places in memory that the caller lends and the guest's budget pays for.
/// </summary>
/// <remarks>
/// <para>
/// Opening the same object twice, by kind and key, gives the same handle and counts two uses. A handle is good while a use of it is left;
/// one of another object that the slot held is refused as stale for the next <see cref="SlotHandle.GenerationMax"/> - 1 objects of that
/// slot, and free slots are taken in the order in which they became free, so that this is as long as it can be. When generations have come
/// round, the oldest handle would name the guest's own newest object of the same kind: never another guest's, never another kind. To retire
/// such a slot instead would take a guest that runs for years its table, for a fault that it alone can make and that hurts it alone.
/// </para>
/// <para>
/// Handles of other tables are told by their owner: give the instances that live at one time different ones, and a new one to each
/// instance that follows on another. Isolation does not rest on it: a table looks only into its own places.
/// </para>
/// <para>
/// Getting and closing are O(1). Opening is O(1) expected, and never more than <see cref="Capacity"/> steps, whatever keys a guest picks.
/// All zero is a table without places. Not for several threads at once. Copying it copies no objects: pass it by <c>ref</c>.
/// </para>
/// </remarks>
/// <typeparam name="TObject">What it holds.</typeparam>
public unsafe struct SlotTable<TObject>
    where TObject : unmanaged, ISlotObject
{
    private Slot<TObject>* _slots;
    private int _capacity;
    private int _count;
    private int _paidBytes;
    private int _owner;
    private SlotPolicy _policy;
    private SlotList _free;
    private SlotList _unused;

    /// <summary>The number of places.</summary>
    public readonly int Capacity => _capacity;

    /// <summary>The places that hold an object, unused ones included.</summary>
    public readonly int Count => _count;

    /// <summary>The memory that a table needs, in bytes.</summary>
    /// <param name="capacity">0 .. <see cref="SlotHandle.SlotMax"/>.</param>
    public static int BytesFor(int capacity) => capacity * sizeof(Slot<TObject>);

    /// <summary>Makes an empty table that <see cref="CrateId.Guest"/> pays for. O(capacity).</summary>
    /// <param name="budget">Pays <see cref="BytesFor"/>; <see cref="Drop"/> gives it back.</param>
    /// <param name="memory">The places, 8-byte aligned, in memory that does not move while the table lives.</param>
    /// <param name="capacity">0 .. <see cref="SlotHandle.SlotMax"/>.</param>
    /// <param name="owner">0 .. <see cref="SlotHandle.OwnerMax"/>: whose handles these are.</param>
    /// <param name="policy">What happens to unused objects.</param>
    /// <param name="table">The table; one without places on failure.</param>
    /// <returns>Ok; InvalidArgument for a number out of range, too little or unaligned memory; BudgetExceeded.</returns>
    public static Status Create(
        ref BudgetTracker budget, Span<byte> memory, int capacity, int owner, SlotPolicy policy, out SlotTable<TObject> table)
    {
        table = default;
        if ((uint)capacity > SlotHandle.SlotMax || (uint)owner > SlotHandle.OwnerMax) return Status.InvalidArgument;
        if (policy is not (SlotPolicy.Refuse or SlotPolicy.EvictUnused) || memory.Length < BytesFor(capacity)) return Status.InvalidArgument;
        fixed (byte* places = memory)
        {
            if (((nuint)places & (sizeof(ulong) - 1)) != 0) return Status.InvalidArgument;
            Status status = budget.Take(CrateId.Guest, BytesFor(capacity));
            if (status != Status.Ok) return status;
            table._slots = (Slot<TObject>*)places;
        }
        table._paidBytes = BytesFor(capacity);
        table._owner = owner;
        table._policy = policy;
        table.Lay(capacity);
        return Status.Ok;
    }

    /// <summary>Takes places away from a table that holds nothing yet: what a guest's manifest allows may be less than the board. O(capacity).
    /// </summary>
    /// <param name="capacity">0 or more; nothing happens when there are no more places anyway.</param>
    /// <returns>Ok; InvalidArgument; Busy when the table held an object before.</returns>
    public Status Restrict(int capacity)
    {
        if (capacity < 0) return Status.InvalidArgument;
        if (capacity >= _capacity) return Status.Ok;
        for (int slot = 1; slot <= _capacity; slot++)
        {
            if (At(slot).Generation != 0) return Status.Busy;
        }
        Lay(capacity);
        return Status.Ok;
    }

    /// <summary>Releases every object, in the order of slots, and ends the table; every handle is refused from then on. O(capacity).
    /// </summary>
    /// <param name="budget">Gets back what <see cref="Create"/> took, once.</param>
    public void Drop(ref BudgetTracker budget)
    {
        for (int slot = 1; slot <= _capacity; slot++)
        {
            if (At(slot).Kind != 0) At(slot).Object.Release();
        }
        if (_paidBytes != 0) _ = budget.Give(CrateId.Guest, _paidBytes);
        this = default;
    }

    /// <summary>
    /// Opens an object: the one that the table has, or else a new one. A failure changes nothing and takes no place.
    /// </summary>
    /// <remarks>
    /// A slot that is asked for by its number is overwritten when it holds another object, whose handles are stale from then on; it is left
    /// alone when the new object cannot be made. An object put there while another slot has it under the same key is a second one, which
    /// only its handle finds.
    /// </remarks>
    /// <typeparam name="TSource">Makes objects.</typeparam>
    /// <param name="slot">0 for whichever is free; else the slot's number, 1 .. <see cref="Capacity"/>.</param>
    /// <param name="kind">1 .. <see cref="SlotHandle.KindMax"/>.</param>
    /// <param name="key">Whatever names the object among those of its kind.</param>
    /// <param name="source">Makes the object when the table does not have it.</param>
    /// <param name="handle">The object's handle; 0 on failure.</param>
    /// <returns>
    /// Ok; OutOfRange (no such slot); InvalidArgument (no such kind); Full (no place, or 2^31 - 1 uses); what the source says.
    /// </returns>
    public Status Open<TSource>(int slot, int kind, ulong key, ref TSource source, out SlotHandle handle)
        where TSource : struct, ISlotSource<TObject>
    {
        handle = default;
        if ((uint)slot > (uint)_capacity) return Status.OutOfRange;
        if (kind is < 1 or > SlotHandle.KindMax) return Status.InvalidArgument;
        int found = slot == 0 ? FindCached(kind, key) : Holds(slot, kind, key) ? slot : 0;
        if (found != 0) return Use(found, out handle);
        int place = slot != 0 ? slot : _free.First != 0 ? _free.First : _unused.First;
        if (place == 0) return Status.Full;
        Status status = source.Create(kind, key, out TObject created);
        if (status != Status.Ok) return status;
        if (At(place).Kind != 0) Remove(place);
        handle = Fill(place, kind, key, in created);
        return Status.Ok;
    }

    /// <summary>Gets the object of a handle. O(1).</summary>
    /// <param name="handle">Whatever a guest gave.</param>
    /// <param name="kind">The kind that is expected; 0 for any.</param>
    /// <param name="found">The object; default on failure.</param>
    /// <returns>
    /// Ok; Empty (0, or a slot that never held an object); OutOfRange (no handle at all, or no such slot); HandleForeign (another
    /// table's); HandleStale (closed, or its slot holds another object now); HandleKindMismatch.
    /// </returns>
    public readonly Status TryGet(SlotHandle handle, int kind, out TObject found)
    {
        Status status = Locate(handle, kind);
        found = status == Status.Ok ? At(handle.Slot).Object : default;
        return status;
    }

    /// <summary>The uses of a handle that were opened and not closed. O(1).</summary>
    /// <param name="handle">Whatever a guest gave.</param>
    /// <param name="uses">1 or more; 0 on failure.</param>
    /// <returns>As <see cref="TryGet"/>.</returns>
    public readonly Status TryGetUses(SlotHandle handle, out int uses)
    {
        Status status = Locate(handle, 0);
        uses = status == Status.Ok ? At(handle.Slot).Uses : 0;
        return status;
    }

    /// <summary>Ends one use of a handle. With the last one the handle is stale, and the object leaves or stays as the policy says. O(1).
    /// </summary>
    /// <param name="handle">Whatever a guest gave.</param>
    /// <returns>As <see cref="TryGet"/>.</returns>
    public Status Close(SlotHandle handle)
    {
        Status status = Locate(handle, 0);
        if (status != Status.Ok) return status;
        ref Slot<TObject> place = ref At(handle.Slot);
        place.Uses--;
        if (place.Uses != 0) return Status.Ok;
        if (_policy == SlotPolicy.Refuse || !place.IsCached)
        {
            Remove(handle.Slot);
            return Status.Ok;
        }
        place.Live = 0;
        Append(ref _unused, handle.Slot);
        return Status.Ok;
    }

    private readonly ref Slot<TObject> At(int slot) => ref _slots[slot - 1];

    private readonly Status Locate(SlotHandle handle, int kind)
    {
        // One comparison says all: what is good is written in the place itself.
        bool isLive = handle.Slot <= _capacity && At(handle.Slot).Live == handle.Value && handle.Value != 0;
        if (!isLive) return WhyNot(handle);
        return kind == 0 || kind == handle.Kind ? Status.Ok : Status.HandleKindMismatch;
    }

    private readonly Status WhyNot(SlotHandle handle)
    {
        if (handle.Value == 0) return Status.Empty;
        if (handle.Value < 0) return Status.OutOfRange;
        if (handle.Owner != _owner) return Status.HandleForeign;
        if (handle.Slot > _capacity) return Status.OutOfRange;
        ref Slot<TObject> place = ref At(handle.Slot);
        if (place.Generation == 0) return Status.Empty;
        // No table made a handle of this generation and another kind.
        return place.Live != 0 && place.Generation == handle.Generation ? Status.HandleKindMismatch : Status.HandleStale;
    }

    private void Lay(int capacity)
    {
        _capacity = capacity;
        _free = default;
        new Span<byte>(_slots, BytesFor(capacity)).Clear();
        for (int slot = 1; slot <= capacity; slot++) Append(ref _free, slot);
    }

    private Status Use(int slot, out SlotHandle handle)
    {
        handle = default;
        ref Slot<TObject> place = ref At(slot);
        if (place.Uses == int.MaxValue) return Status.Full;
        if (place.Uses == 0) Unlink(ref _unused, slot);
        place.Uses++;
        handle = new SlotHandle(slot, place.Generation, place.Kind, _owner);
        place.Live = handle.Value;
        return Status.Ok;
    }

    private SlotHandle Fill(int slot, int kind, ulong key, in TObject created)
    {
        Unlink(ref _free, slot);
        ref Slot<TObject> place = ref At(slot);
        place.Generation = (ushort)(place.Generation == SlotHandle.GenerationMax ? 1 : place.Generation + 1);
        place.Kind = (byte)kind;
        place.Key = key;
        place.Object = created;
        place.Uses = 1;
        SlotHandle handle = new(slot, place.Generation, kind, _owner);
        place.Live = handle.Value;
        place.IsCached = FindCached(kind, key) == 0;
        if (place.IsCached) Chain(slot);
        _count++;
        return handle;
    }

    private void Remove(int slot)
    {
        ref Slot<TObject> place = ref At(slot);
        if (place.Live == 0) Unlink(ref _unused, slot);
        if (place.IsCached) Unchain(slot);
        place.Object.Release();
        place.Object = default;
        place.Live = 0;
        place.Uses = 0;
        place.Kind = 0;
        place.IsCached = false;
        Append(ref _free, slot);
        _count--;
    }

    // The lists of free and of unused places: a place is in one of them at most.
    private readonly void Append(ref SlotList list, int slot)
    {
        At(slot).Previous = list.Last;
        At(slot).Next = 0;
        if (list.Last == 0) list.First = (ushort)slot;
        else At(list.Last).Next = (ushort)slot;
        list.Last = (ushort)slot;
    }

    private readonly void Unlink(ref SlotList list, int slot)
    {
        ref Slot<TObject> place = ref At(slot);
        if (place.Previous == 0) list.First = place.Next;
        else At(place.Previous).Next = place.Next;
        if (place.Next == 0) list.Last = place.Previous;
        else At(place.Next).Previous = place.Previous;
    }

    // Finding by key: places of one hash are chained; the first of a chain stands in the place whose number is the hash.
    private readonly int FindCached(int kind, ulong key)
    {
        if (_count == 0) return 0;
        int slot = At(HashOf(kind, key)).ChainFirst;
        while (slot != 0 && !Holds(slot, kind, key)) slot = At(slot).ChainNext;
        return slot;
    }

    private readonly bool Holds(int slot, int kind, ulong key) => At(slot).Kind == kind && At(slot).Key == key;

    private readonly void Chain(int slot)
    {
        ref Slot<TObject> place = ref At(slot);
        ref ushort first = ref At(HashOf(place.Kind, place.Key)).ChainFirst;
        place.ChainPrevious = 0;
        place.ChainNext = first;
        if (first != 0) At(first).ChainPrevious = (ushort)slot;
        first = (ushort)slot;
    }

    private readonly void Unchain(int slot)
    {
        ref Slot<TObject> place = ref At(slot);
        if (place.ChainPrevious == 0) At(HashOf(place.Kind, place.Key)).ChainFirst = place.ChainNext;
        else At(place.ChainPrevious).ChainNext = place.ChainNext;
        if (place.ChainNext != 0) At(place.ChainNext).ChainPrevious = place.ChainPrevious;
    }

    // 1 .. capacity. Fibonacci hashing (D. E. Knuth, The Art of Computer Programming, volume 3, section 6.4), scaled to the capacity.
    private readonly int HashOf(int kind, ulong key)
    {
        uint hash = ((uint)key ^ (uint)(key >> 32) ^ ((uint)kind << 28)) * 0x9E37_79B9;
        return (int)(((ulong)hash * (uint)_capacity) >> 32) + 1;
    }
}
