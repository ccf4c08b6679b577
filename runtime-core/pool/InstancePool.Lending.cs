using System.Threading;

namespace Nf.Runtime;

public readonly unsafe partial struct InstancePool<THost, TRoom>
{
    // Both lists are empty for a moment while a place is being closed.
    private bool HasRoom => _state->Counters.InUse < _state->Settings.Cap
        && (_state->FirstIdle != PoolState<TRoom>.EndOfList || _state->FirstFree != PoolState<TRoom>.EndOfList);

    // Inside the critical section, with room: the one place where an instance comes into use.
    private int Occupy()
    {
        ref PoolCounters counters = ref _state->Counters;
        bool isIdle = _state->FirstIdle != PoolState<TRoom>.EndOfList;
        int index = isIdle ? TakeIdle() : TakeFree();
        MarkLent(index);
        counters.InUse++;
        if (isIdle) counters.Reused++;
        if (counters.InUse > counters.HighWater) counters.HighWater = counters.InUse;
        return index;
    }

    // Inside the critical section: leases from before are over from now on.
    private void MarkLent(int index)
    {
        PoolPlace* place = PlaceAt(index);
        place->State = PoolPlaceState.Lent;
        place->Generation = place->Generation == uint.MaxValue ? 1 : place->Generation + 1;
        place->MemoryPagesMax = _state->Settings.MemoryPagesMax;
    }

    private int TakeIdle()
    {
        int index = _state->FirstIdle;
        PoolPlace* place = PlaceAt(index);
        _state->FirstIdle = place->Next;
        _state->Counters.Idle--;
        _state->Counters.IdleBytes -= place->BaselineBytes;
        return index;
    }

    private int TakeFree()
    {
        int index = _state->FirstFree;
        _state->FirstFree = PlaceAt(index)->Next;
        return index;
    }

    private Status Queue(PoolWaiter* waiter, uint milliseconds)
    {
        if (milliseconds == 0 || !Parking.IsOffered || _state->Waiters.Count >= _state->Settings.WaitersMax) return Status.Full;
        _state->Waiters.Append(waiter);
        _state->Counters.Waits++;
        return Status.Busy;
    }

    private Status Wait(PoolWaiter* waiter, uint milliseconds)
    {
        if (Parking.Wait(&waiter->Granted, 0, milliseconds) == Status.Ok) return Status.Ok;
        uint saved = Enter();
        // A place may have come at the last moment.
        bool granted = waiter->Granted != 0;
        if (!granted)
        {
            _state->Waiters.Remove(waiter);
            _state->Counters.TimedOut++;
        }

        Exit(saved);
        return granted ? Status.Ok : Status.TimedOut;
    }

    // The longest waiting one gets a place. It may run, and be gone, as soon as it sees that: from then on only its address is used.
    private int* Grant(int index)
    {
        PoolWaiter* waiter = _state->Waiters.TakeFirst();
        waiter->Place = index;
        Volatile.Write(ref waiter->Granted, 1);
        return &waiter->Granted;
    }

    private void LetWaitersIn()
    {
        int* woken;
        do
        {
            uint saved = Enter();
            woken = _state->Waiters.Count != 0 && HasRoom ? Grant(Occupy()) : null;
            Exit(saved);
            if (woken != null) Parking.Wake(woken);
        }
        while (woken != null);
    }

    // The place is the taker's: nobody else looks at its instance.
    private Status Lend(int index, out PoolLease lease, out LoadError error)
    {
        PoolPlace* place = PlaceAt(index);
        error = default;
        lease = default;
        if (place->HasInstance && place->MadeWithPages != place->MemoryPagesMax) Close(place, index);
        Status status = place->HasInstance ? Status.Ok : Make(place, index, out error);
        if (status != Status.Ok)
        {
            Vacate(index);
            return status;
        }

        lease = new PoolLease(index, place->Generation);
        return Status.Ok;
    }

    private Status Make(PoolPlace* place, int index, out LoadError error)
    {
        error = default;
        Status status = _state->Room.Open(index, out InstanceOptions options);
        if (status != Status.Ok) return status;
        if (place->MemoryPagesMax < options.Limits.MemoryPages) options.Limits.MemoryPages = place->MemoryPagesMax;
        status = Instance.Create<THost>(_state->Wasm, _state->WasmBytes, in options, out place->Instance, out error);
        if (status != Status.Ok)
        {
            _state->Room.Close(index);
            return status;
        }

        place->HasInstance = true;
        place->MadeWithPages = place->MemoryPagesMax;
        place->BaselineBytes = place->Instance.BaselineBytes;
        uint saved = Enter();
        _state->Counters.Created++;
        Exit(saved);
        return Status.Ok;
    }
}
