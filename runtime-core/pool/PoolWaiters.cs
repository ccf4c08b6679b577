namespace Nf.Runtime;

/// <summary>Takers in the order in which they came; any of them may leave. Each operation is O(1). Guarded by the pool's lock.</summary>
internal unsafe struct PoolWaiters
{
    private PoolWaiter* _first;
    private PoolWaiter* _last;

    internal int Count { get; private set; }

    internal void Append(PoolWaiter* waiter)
    {
        waiter->Previous = _last;
        waiter->Next = null;
        if (_last == null) _first = waiter;
        else _last->Next = waiter;
        _last = waiter;
        Count++;
    }

    internal void Remove(PoolWaiter* waiter)
    {
        if (waiter->Previous == null) _first = waiter->Next;
        else waiter->Previous->Next = waiter->Next;
        if (waiter->Next == null) _last = waiter->Previous;
        else waiter->Next->Previous = waiter->Previous;
        Count--;
    }

    internal PoolWaiter* TakeFirst()
    {
        PoolWaiter* waiter = _first;
        Remove(waiter);
        return waiter;
    }
}
