namespace Nf.Runtime;

public readonly unsafe partial struct InstancePool<THost, TRoom>
{
    private bool IsLent(PoolLease lease)
    {
        if ((uint)lease.Place >= (uint)_state->Places) return false;
        PoolPlace* place = PlaceAt(lease.Place);
        return place->State == PoolPlaceState.Lent && place->Generation == lease.Generation;
    }

    private Status Leave(PoolLease lease, bool drop)
    {
        // Of two threads that give the same lease back, one finds it over.
        uint saved = Enter();
        Status status = IsLent(lease) ? Status.Ok : Status.NotTaken;
        PoolPlace* place = PlaceAt(lease.Place);
        if (status == Status.Ok && place->Instance.IsRunning) status = Status.Reentrant;
        if (status == Status.Ok) place->State = PoolPlaceState.Leaving;
        PoolSettings settings = _state->Settings;
        bool wanted = _state->Waiters.Count != 0 || _state->Counters.Idle < settings.IdleMax;
        Exit(saved);
        if (status != Status.Ok) return status;

        bool tainted = drop || place->Instance.IsTainted;
        bool grown = (ulong)place->Instance.Memory.Length > place->BaselineBytes + settings.GrowthBytesMax;
        bool kept = !tainted && !grown && wanted && place->MadeWithPages == settings.MemoryPagesMax;
        if (kept) kept = place->Instance.Reset() == Status.Ok && TryKeep(lease.Place);
        if (!kept) CloseLeaving(place, lease.Place, tainted, grown);
        return Status.Ok;
    }

    // A reset instance goes on to who waits, or to the idle ones; false when nobody wants it any more.
    private bool TryKeep(int index)
    {
        int* woken = null;
        uint saved = Enter();
        ref PoolCounters counters = ref _state->Counters;
        bool handedOver = _state->Waiters.Count != 0 && counters.InUse <= _state->Settings.Cap;
        bool idle = !handedOver && counters.Idle < _state->Settings.IdleMax;
        if (handedOver)
        {
            MarkLent(index);
            counters.Reused++;
            woken = Grant(index);
        }
        else if (idle)
        {
            PutIdle(index);
            counters.InUse--;
        }

        Exit(saved);
        if (woken != null) Parking.Wake(woken);
        if (idle) LetWaitersIn();
        return handedOver || idle;
    }

    private void PutIdle(int index)
    {
        PoolPlace* place = PlaceAt(index);
        place->State = PoolPlaceState.Idle;
        place->Next = _state->FirstIdle;
        _state->FirstIdle = index;
        _state->Counters.Idle++;
        _state->Counters.IdleBytes += place->BaselineBytes;
    }

    private void CloseLeaving(PoolPlace* place, int index, bool tainted, bool grown)
    {
        Close(place, index);
        uint saved = Enter();
        if (tainted) _state->Counters.Tainted++;
        else if (grown) _state->Counters.Recycled++;
        Exit(saved);
        Vacate(index);
    }

    // The room is taken back before anybody can get the place.
    private void Close(PoolPlace* place, int index)
    {
        _state->Room.Close(index);
        place->HasInstance = false;
        uint saved = Enter();
        _state->Counters.Closed++;
        Exit(saved);
    }

    // A place that was in use has no instance any more.
    private void Vacate(int index)
    {
        uint saved = Enter();
        _state->Counters.InUse--;
        PutFree(index);
        Exit(saved);
        LetWaitersIn();
    }

    private void PutFree(int index)
    {
        PlaceAt(index)->State = PoolPlaceState.Free;
        PlaceAt(index)->Next = _state->FirstFree;
        _state->FirstFree = index;
    }

    // An idle place that is closed is neither in use nor to be had meanwhile.
    private void TrimIdle(int idleMax)
    {
        int index;
        do
        {
            uint saved = Enter();
            index = _state->Counters.Idle > idleMax ? TakeIdle() : PoolState<TRoom>.EndOfList;
            if (index >= 0) PlaceAt(index)->State = PoolPlaceState.Leaving;
            Exit(saved);
            if (index < 0) continue;
            Close(PlaceAt(index), index);
            saved = Enter();
            PutFree(index);
            Exit(saved);
            LetWaitersIn();
        }
        while (index >= 0);
    }
}
