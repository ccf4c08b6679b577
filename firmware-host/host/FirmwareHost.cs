using System;
using System.Diagnostics.CodeAnalysis;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// Guests from a module store, each in its place: the supervisor runs them, this brings them there, and sends back what does not get
/// healthy. It must not move.
/// </summary>
/// <typeparam name="TStorage">The medium of the store.</typeparam>
public unsafe partial struct FirmwareHost<TStorage>
    where TStorage : unmanaged, IBlockStorage
{
    // A package that cannot be loaded is given up; so the third that the store offers is one that was offered before.
    private const int OffersMax = 3;

    private HostOptions _options;
    private Supervisor _supervisor;
    private ModuleStore<TStorage>* _stores;
    private PackageUpload _upload;
    private ulong _clockOffset;

    /// <summary>The supervisor.</summary>
    [UnscopedRef]
    public ref Supervisor Supervisor => ref _supervisor;

    /// <summary>Whether the target was asked to restart.</summary>
    public bool IsResetAsked { get; private set; }

    /// <summary>Begins: fills every place with what its store chooses, or with the image's own package, and starts it.</summary>
    /// <param name="options">What it is given.</param>
    /// <param name="supervisor">What its supervisor is given.</param>
    /// <param name="stores">A store for each place, whose medium is set up. They stay where they are.</param>
    /// <returns>Ok, also when places stay empty: their faults say why.</returns>
    public Status Start(in HostOptions options, in SupervisorOptions supervisor, ModuleStore<TStorage>* stores)
    {
        this = default;
        _options = options;
        _stores = stores;
        Status status = _supervisor.Initialize(in supervisor);
        if (status != Status.Ok) return status;
        for (int place = 0; place < _supervisor.Places; place++) Fill(place);
        return Status.Ok;
    }

    /// <summary>Acts on what trials came to. O(places); a store's record, or a package that is loaded.</summary>
    public void Judge()
    {
        for (int place = 0; place < _supervisor.Places; place++)
        {
            ref SupervisedGuest guest = ref _supervisor[place];
            TrialVerdict verdict = guest.Verdict;
            guest.Verdict = TrialVerdict.None;
            if (verdict == TrialVerdict.Healthy) Confirm(place);
            else if (verdict == TrialVerdict.Failed) GoBack(place);
        }
    }

    // Fills an empty place.
    private void Fill(int place)
    {
        for (int offer = 0; offer < OffersMax && _options.HasStore; offer++)
        {
            if (OpenStore(place, out BootChoice choice) != Status.Ok) break;
            if (LoadStored(place, in choice) == Status.Ok) return;
            if (choice.Reason != BootReason.Trial || _stores[place].RollBack() != Status.Ok) break;
        }

        LoadFactory(place);
    }

    private Status OpenStore(int place, out BootChoice choice)
    {
        StoreOptions options = _options.Store;
        if (place != 0) options.Address += (uint)_stores->Bytes * (uint)place;
        if (_upload.Plan.Place == place) _upload.IsBegun = false;
        choice = default;
        Status status = _stores[place].Open(in options, new ReadOnlySpan<byte>(_options.Key, _options.KeyBytes));
        return status == Status.Ok ? _stores[place].Boot(out choice) : status;
    }

    private Status LoadStored(int place, in BootChoice choice)
    {
        Status status = _supervisor.TakePackage(place, (int)choice.Bytes, out byte* package);
        if (status == Status.Ok) status = _stores[place].Read(choice.Slot, 0, new Span<byte>(package, (int)choice.Bytes));
        if (status == Status.Ok) status = _supervisor.Load(place, package, (int)choice.Bytes);
        if (status != Status.Ok) return status;
        _supervisor[place].IsOnTrial = choice.Reason == BootReason.Trial;
        return _supervisor.Start(place);
    }

    private readonly bool HasFactory(int place) => _options.Factory != null && _options.Factory(place, out _) != null;

    private void LoadFactory(int place)
    {
        if (_options.Factory == null) return;
        byte* package = _options.Factory(place, out int bytes);
        if (package == null || _supervisor.Load(place, package, bytes) != Status.Ok) return;
        _supervisor[place].IsFactory = true;
        _ = _supervisor.Start(place);
    }

    private Status Refill(int place)
    {
        _supervisor.Unload(place);
        Fill(place);
        return Status.Ok;
    }

    private Status Confirm(int place)
    {
        Status status = _stores[place].Confirm();
        if (status == Status.Ok) _supervisor[place].IsOnTrial = false;
        Say(place, status, "package confirmed"u8);
        return status;
    }

    private Status GoBack(int place)
    {
        Status status = _stores[place].RollBack();
        // The first package of a store has nothing to go back to but the image's own one. Without that it stays: stopped, to be looked at.
        if (status == Status.NotFound && HasFactory(place)) status = _stores[place].Forget();
        if (status == Status.Ok) status = Refill(place);
        Say(place, status, "package rolled back"u8);
        return status;
    }

    private void Say(int place, Status status, ReadOnlySpan<byte> text) =>
        _supervisor.Log.Add((byte)place, LogLevel.Warning, _supervisor.Now, status == Status.Ok ? text : StatusName.Of(status));
}
