namespace Nf.Runtime.Tests;

/// <summary>One of the sides that change a collection in lent memory: the host, or a guest in some language.</summary>
internal interface ISharedSide
{
    Status Format(uint at, SharedKind kind, ElementType key, ElementType value, uint capacity);

    Status Insert(uint at, SharedKind kind, WordPair key, WordPair value);

    Status Get(uint at, SharedKind kind, WordPair key, out WordPair value);

    Status Remove(uint at, SharedKind kind, WordPair key);

    Status Clear(uint at, SharedKind kind);

    Status Next(uint at, SharedKind kind, ref uint cursor, out WordPair key, out WordPair value);

    Status Push(uint at, WordPair element);

    Status Pop(uint at, out WordPair element);

    Status GetAt(uint at, uint index, out WordPair element);

    Status SetAt(uint at, uint index, WordPair element);

    Status FormatRing(uint at, ElementType element, RingFlags flags, uint capacity, uint source);

    Status Publish(uint at, WordPair element);

    Status Drain(uint at, out WordPair element);
}
