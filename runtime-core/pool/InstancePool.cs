using Nf.Memory;

namespace Nf.Runtime;

/// <summary>
/// Instances of one module, lent and given back. At most <see cref="PoolSettings.Cap"/> are in use at a time; those that come back are
/// reset and kept for the next taker, up to <see cref="PoolSettings.IdleMax"/>. An instance that trapped is never lent again; one whose
/// memory grew much is closed, so that the system gets the memory back.
/// </summary>
/// <remarks>
/// <para>
/// The value is a handle and may be copied: all state lies in memory that the caller lends. Safe from several threads; an instance belongs
/// to its taker alone. A critical section guards a few words; instances are made, reset and closed outside of it. On a board nobody waits.
/// </para>
/// <para>
/// Lowering the cap takes nothing from those who have an instance: nobody gets one until enough have come back.
/// Takers that wait are served in the order in which they came, and nobody overtakes them.
/// </para>
/// </remarks>
/// <typeparam name="THost">The functions that the host offers.</typeparam>
/// <typeparam name="TRoom">Where instances get their memory.</typeparam>
public readonly unsafe partial struct InstancePool<THost, TRoom>
    where THost : IHostFunctions
    where TRoom : unmanaged, IInstanceRoom
{
    /// <summary>Places of a pool, at most.</summary>
    public const int PlacesMax = 65536;

    private readonly PoolState<TRoom>* _state;

    private InstancePool(byte* memory) => _state = (PoolState<TRoom>*)memory;

    /// <summary>Bytes that a pool takes beside its room.</summary>
    /// <param name="places">1 to <see cref="PlacesMax"/>.</param>
    public static long BytesFor(int places) => FirstPlaceOffset + (long)places * sizeof(PoolPlace);

    /// <summary>Makes a pool without instances: the first taker of a place waits until its instance is made. O(places).</summary>
    /// <param name="memory">The first byte, 8-byte aligned; it must stay while the pool is used.</param>
    /// <param name="bytes">Their number, <see cref="BytesFor"/> or more.</param>
    /// <param name="places">Instances at most, 1 to <see cref="PlacesMax"/>.</param>
    /// <param name="wasm">The module's bytes; they must stay where they are.</param>
    /// <param name="wasmBytes">Their number.</param>
    /// <param name="room">Where instances get their memory.</param>
    /// <param name="settings">How it begins.</param>
    /// <param name="pool">The pool; usable on success.</param>
    /// <returns>Ok; InvalidArgument for a wrong alignment, number or setting; OutOfMemory when it does not fit.</returns>
    public static Status Create(
        byte* memory, long bytes, int places, byte* wasm, int wasmBytes, in TRoom room, in PoolSettings settings,
        out InstancePool<THost, TRoom> pool)
    {
        pool = default;
        if (memory == null || ((nuint)memory & 7) != 0 || places is < 1 or > PlacesMax || !IsValid(in settings, places))
            return Status.InvalidArgument;
        if (BytesFor(places) > bytes) return Status.OutOfMemory;
        pool = new InstancePool<THost, TRoom>(memory);
        PoolState<TRoom> state = default;
        state.Places = places;
        state.FirstIdle = PoolState<TRoom>.EndOfList;
        state.Settings = settings;
        state.Room = room;
        state.Wasm = wasm;
        state.WasmBytes = wasmBytes;
        *pool._state = state;
        for (int i = 0; i < places; i++)
        {
            *pool.PlaceAt(i) = default;
            pool.PlaceAt(i)->Next = i + 1 < places ? i + 1 : PoolState<TRoom>.EndOfList;
        }

        return Status.Ok;
    }

    /// <summary>Instances that there may be at most.</summary>
    public int Places => _state->Places;

    /// <summary>What holds now. O(1).</summary>
    public PoolSettings Settings
    {
        get
        {
            uint saved = Enter();
            PoolSettings settings = _state->Settings;
            Exit(saved);
            return settings;
        }
    }

    /// <summary>What happened, and what there is now. O(1).</summary>
    public PoolCounters Counters
    {
        get
        {
            uint saved = Enter();
            PoolCounters counters = _state->Counters;
            counters.Waiting = _state->Waiters.Count;
            Exit(saved);
            return counters;
        }
    }

    /// <summary>
    /// Changes how the pool works, from now on: a higher cap lets waiters in, a lower limit of idle ones closes the rest.
    /// O(waiters let in + instances closed).
    /// </summary>
    /// <returns>Ok, or InvalidArgument: then nothing has changed.</returns>
    public Status Configure(in PoolSettings settings)
    {
        if (!IsValid(in settings, Places)) return Status.InvalidArgument;
        uint saved = Enter();
        _state->Settings = settings;
        Exit(saved);
        LetWaitersIn();
        TrimIdle(settings.IdleMax);
        return Status.Ok;
    }

    /// <summary>Closes all idle instances. Those in use stay. O(idle).</summary>
    public void CloseIdle() => TrimIdle(0);

    /// <summary>
    /// Takes an instance that is as <see cref="Instance.Create"/> makes it: not started, without fuel. O(1) when an idle one is
    /// there; else it is made. Waits as long as the settings say.
    /// </summary>
    /// <returns>As the other overload.</returns>
    public Status TryTake(out PoolLease lease, out LoadError error) => TryTake(Settings.WaitMilliseconds, out lease, out error);

    /// <summary>Takes an instance that is as <see cref="Instance.Create"/> makes it: not started, without fuel.</summary>
    /// <param name="waitMilliseconds">How long to wait while the cap is reached; 0 does not wait, nor does a board.</param>
    /// <param name="lease">What it is given back by.</param>
    /// <param name="error">What was wrong with the module, when it was.</param>
    /// <returns>
    /// Ok; Full when the cap, or the number of waiters, is reached; TimedOut; what the room or the module was refused with.
    /// </returns>
    public Status TryTake(uint waitMilliseconds, out PoolLease lease, out LoadError error)
    {
        lease = default;
        error = default;
        PoolWaiter waiter = default;
        Status status = Status.Ok;
        uint saved = Enter();
        if (_state->Waiters.Count == 0 && HasRoom) waiter.Place = Occupy();
        else status = Queue(&waiter, waitMilliseconds);
        Exit(saved);
        if (status == Status.Busy) status = Wait(&waiter, waitMilliseconds);
        return status == Status.Ok ? Lend(waiter.Place, out lease, out error) : status;
    }

    /// <summary>The instance of a lease. O(1).</summary>
    /// <param name="lease">One that is not over.</param>
    /// <param name="instance">The instance; valid until it is given back.</param>
    /// <returns>Ok, or NotTaken.</returns>
    public Status TryGet(PoolLease lease, out Instance* instance)
    {
        bool valid = IsLent(lease);
        instance = valid ? &PlaceAt(lease.Place)->Instance : null;
        return valid ? Status.Ok : Status.NotTaken;
    }

    /// <summary>
    /// Gives an instance back. It is reset here, and then lent to who waits longest, or kept; closed when it trapped, grew too much, was
    /// made under another ceiling, or when enough are idle. O(1) beside resetting or closing.
    /// </summary>
    /// <returns>Ok; NotTaken when the lease is over: nothing happens then. Reentrant while the guest runs: it is still lent.</returns>
    public Status Give(PoolLease lease) => Leave(lease, drop: false);

    /// <summary>Gives an instance back that shall not be used again, for what its taker knows of it.</summary>
    /// <returns>As <see cref="Give"/>.</returns>
    public Status Drop(PoolLease lease) => Leave(lease, drop: true);

    private static bool IsValid(in PoolSettings settings, int places) =>
        (uint)settings.Cap <= (uint)places && (uint)settings.IdleMax <= (uint)places && settings.WaitersMax >= 0;

    // 8-byte aligned, as the memory is.
    private static long FirstPlaceOffset => ((long)sizeof(PoolState<TRoom>) + 7) & ~7L;

    private PoolPlace* PlaceAt(int index) => (PoolPlace*)((byte*)_state + FirstPlaceOffset) + index;

    private uint Enter() => CriticalSection.Enter(ref _state->Lock);

    private void Exit(uint saved) => CriticalSection.Exit(ref _state->Lock, saved);
}
