using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// Runs several guests on one processor, each in its place: admits only what fits, calls whoever is due first, answers faults by the guest's
/// policy. It must not move. One thread; nothing is allocated while guests run.
/// </summary>
/// <remarks>
/// Guests are called one after the other, earliest deadline first; a call ends by itself, by a trap, or when its fuel is used up. A guest
/// is admitted only if the deadlines of all can be met, even if each uses all of its fuel in every call (<see cref="Schedule"/>).
/// </remarks>
public unsafe partial struct Supervisor
{
    /// <summary>Places at most.</summary>
    public const int PlacesMax = 8;

    /// <summary>How long a deadline that was missed speaks against feeding a watchdog, which waits for longer than that.</summary>
    public const ulong MissNanoseconds = 1_000_000_000;

    private const int NoPlace = -1;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private SupervisorOptions _options;
    private GuestRegion _region;
    private TopicTable _topics;
    private LogRing _log;
    private bool _isStepped;
    private ulong _steppedNow;
    private ulong _steppedTarget;

    /// <summary>Number of places.</summary>
    public readonly int Places => _options.Places;

    /// <summary>The memory that guests share out.</summary>
    public readonly ref readonly GuestRegion Region => ref Unsafe.AsRef(in _region);

    /// <summary>The board whose devices the guests share.</summary>
    public readonly ref Board Board => ref *_options.Board;

    /// <summary>What guests and host have to tell.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref LogRing Log => ref _log;

    /// <summary>Nanoseconds since the target started; a rig may hold this time.</summary>
    public readonly ulong Now => _isStepped ? _steppedNow : _options.Clock();

    /// <summary>A guest. O(1).</summary>
    /// <param name="place">Below <see cref="Places"/>.</param>
    public readonly ref SupervisedGuest this[int place] => ref _options.Guests[place];

    private readonly Span<SupervisedGuest> Guests => new(_options.Guests, _options.Places);

    /// <summary>Begins without guests.</summary>
    /// <returns>Ok; InvalidArgument for a wrong number of places or region.</returns>
    public Status Initialize(in SupervisorOptions options)
    {
        this = default;
        if (options.Places is < 1 or > PlacesMax) return Status.InvalidArgument;
        _options = options;
        for (int place = 0; place < Places; place++) this[place] = default;
        return _region.Create(options.Region, options.RegionBytes, options.Budget);
    }

    /// <summary>
    /// Lets time pass only when a rig says so, or by itself again. What is due until then is done by the next calls of <see cref="Poll"/>,
    /// one call of a guest each, until <see cref="Now"/> is there.
    /// </summary>
    /// <param name="nanoseconds">Time that shall pass at once.</param>
    /// <param name="isStepped">Whether it stands still apart from that.</param>
    /// <returns>Where <see cref="Now"/> goes to.</returns>
    public ulong Advance(ulong nanoseconds, bool isStepped)
    {
        if (!_isStepped) _steppedNow = _steppedTarget = _options.Clock();
        _isStepped = isStepped;
        _steppedTarget += nanoseconds;
        if (!isStepped) Realign();
        return isStepped ? _steppedTarget : Now;
    }

    /// <summary>Whether time stands still but for what a rig asks for, and that has passed with all that was due.</summary>
    public readonly bool IsHeld => _isStepped && _steppedNow >= _steppedTarget && FirstJob(_steppedNow).Place == NoPlace;

    /// <summary>The time up to which everything that was due is done: a moment before <see cref="Now"/> while a rig holds it and something is left.</summary>
    public readonly ulong Reached => _isStepped && FirstJob(_steppedNow).Place != NoPlace ? _steppedNow - 1 : Now;

    /// <summary>
    /// True when no guest that runs is late now, nor ended its last call late less than <see cref="MissNanoseconds"/> ago: then a watchdog
    /// may be fed. Also while a rig holds the time with nothing left to do. O(places).
    /// </summary>
    /// <remarks>
    /// A guest that is late in call after call keeps a watchdog from being fed if it is called once in that time at least. One miss of a guest
    /// that is called seldom, or only by events, must not end the target that runs it.
    /// </remarks>
    public readonly bool IsOnTime
    {
        get
        {
            if (IsHeld) return true;
            ulong now = Now;
            for (int place = 0; place < Places; place++)
            {
                ref SupervisedGuest guest = ref this[place];
                if (!guest.IsRunning) continue;
                if (guest.HasMissed && now - guest.MissedAt < MissNanoseconds) return false;
                if (NextJob(place, now) is { Place: >= 0 } job && job.Deadline < now) return false;
            }

            return true;
        }
    }

    /// <summary>Does what is due first: one call of a guest at most.</summary>
    /// <returns>When there is something to do next; not after <see cref="Now"/> if there may be something at once.</returns>
    public ulong Poll()
    {
        ulong now = Now;
        TakeEdges(now);
        Resume(now);
        GuestJob job = FirstJob(now);
        if (job.Place != NoPlace)
        {
            Run(in job);
            return now;
        }

        ulong next = NextRelease();
        if (!_isStepped) return next;
        if (_steppedNow >= _steppedTarget) return ulong.MaxValue;
        _steppedNow = Math.Min(next, _steppedTarget);
        return _steppedNow;
    }

    private void TakeEdges(ulong now)
    {
        while (_options.Board->Gpio.TryTakeEdge(out PinEdge edge))
        {
            GuestEvent happened = new() { Kind = EventKind.PinEdge, Source = edge.Pin, Value = (long)edge.Value, AtNanoseconds = now };
            for (int place = 0; place < Places; place++)
            {
                ref SupervisedGuest guest = ref this[place];
                if ((guest.Events.WatchedPins >> edge.Pin & 1) != 0 && guest.HasEvent && guest.IsRunning) _ = guest.Events.Add(in happened);
            }
        }
    }

    private void Resume(ulong now)
    {
        for (int place = 0; place < Places; place++)
        {
            ref SupervisedGuest guest = ref this[place];
            if (guest.IsRunning) guest.Events.CheckTimer(now);
            if (guest.State == GuestState.BackingOff && guest.Times.ResumeAt <= now) Restart(place);
        }
    }

    private readonly GuestJob FirstJob(ulong now)
    {
        GuestJob first = new() { Place = NoPlace, Deadline = ulong.MaxValue };
        for (int place = 0; place < Places; place++)
        {
            GuestJob job = NextJob(place, now);
            if (job.Place != NoPlace && job.Deadline < first.Deadline) first = job;
        }

        return first;
    }

    // What of a guest has been released, and is due first.
    private readonly GuestJob NextJob(int place, ulong now)
    {
        ref SupervisedGuest guest = ref this[place];
        GuestJob job = new() { Place = NoPlace, Deadline = ulong.MaxValue };
        if (!guest.IsRunning) return job;
        if ((guest.HasTick || guest.IsFresh) && guest.Times.NextTick <= now)
        {
            job.Place = place;
            job.Release = guest.Times.NextTick;
            job.Deadline = job.Release + guest.Times.DeadlineNanoseconds;
        }

        if (guest.IsFresh || guest.Events.IsEmpty) return job;
        ulong release = Math.Max(guest.Events.FirstAtNanoseconds, guest.Times.NextEvent);
        if (release > now || release + guest.Times.DeadlineNanoseconds >= job.Deadline) return job;
        return new GuestJob { Place = place, IsEvent = true, Release = release, Deadline = release + guest.Times.DeadlineNanoseconds };
    }

    private readonly ulong NextRelease()
    {
        ulong next = ulong.MaxValue;
        for (int place = 0; place < Places; place++)
        {
            ref SupervisedGuest guest = ref this[place];
            if (guest.State == GuestState.BackingOff) next = Math.Min(next, guest.Times.ResumeAt);
            if (!guest.IsRunning) continue;
            if (guest.HasTick || guest.IsFresh) next = Math.Min(next, guest.Times.NextTick);
            next = Math.Min(next, guest.Events.TimerAt);
            if (!guest.Events.IsEmpty) next = Math.Min(next, Math.Max(guest.Events.FirstAtNanoseconds, guest.Times.NextEvent));
        }

        return next;
    }

    // Time went on elsewhere while it was held.
    private readonly void Realign()
    {
        ulong now = Now;
        for (int place = 0; place < Places; place++)
        {
            ref GuestTimes times = ref this[place].Times;
            if (times.PeriodNanoseconds != 0 && times.NextTick < now) times.NextTick = now;
        }
    }
}
