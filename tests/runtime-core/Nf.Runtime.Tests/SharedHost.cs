namespace Nf.Runtime.Tests;

/// <summary>The host's side of collections in a guest's memory.</summary>
internal sealed class SharedHost(SharedGuest guest) : ISharedSide
{
    public Status Format(uint at, SharedKind kind, ElementType key, ElementType value, uint capacity) =>
        kind == SharedKind.Vector ? Vector(at).Format(key, capacity) : Table(at, kind).Format(key, value, capacity);

    public Status Insert(uint at, SharedKind kind, WordPair key, WordPair value) => Table(at, kind).Insert(key, value);

    public Status Get(uint at, SharedKind kind, WordPair key, out WordPair value) => Table(at, kind).Get(key, out value);

    public Status Remove(uint at, SharedKind kind, WordPair key) => Table(at, kind).Remove(key);

    public Status Clear(uint at, SharedKind kind) => Table(at, kind).Clear();

    public Status Next(uint at, SharedKind kind, ref uint cursor, out WordPair key, out WordPair value) =>
        Table(at, kind).Next(ref cursor, out key, out value);

    public Status Push(uint at, WordPair element) => Vector(at).Push(element);

    public Status Pop(uint at, out WordPair element) => Vector(at).Pop(out element);

    public Status GetAt(uint at, uint index, out WordPair element) => Vector(at).Get(index, out element);

    public Status SetAt(uint at, uint index, WordPair element) => Vector(at).Set(index, element);

    public Status FormatRing(uint at, ElementType element, RingFlags flags, uint capacity, uint source) =>
        Ring(at).Format(element, flags, capacity, source);

    public Status Publish(uint at, WordPair element) => Ring(at).Publish(element);

    public Status Drain(uint at, out WordPair element) => Ring(at).Drain(out element);

    public SharedTable Table(uint at, SharedKind kind) =>
        kind == SharedKind.Map ? SharedTable.Map(guest.Memory, at) : SharedTable.Set(guest.Memory, at);

    public SharedVector Vector(uint at) => new(guest.Memory, at);

    public SharedRing Ring(uint at) => new(guest.Memory, at);
}
