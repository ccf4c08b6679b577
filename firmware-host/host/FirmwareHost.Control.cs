using System;
using Nf.Memory;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <content>What the control line reaches.</content>
public unsafe partial struct FirmwareHost<TStorage> : IControlHost
{
    /// <inheritdoc/>
    public readonly Status ReadInfo(out TargetInfo info, Span<byte> board, out int boardBytes)
    {
        info = new TargetInfo
        {
            Major = FirmwareVersion.Major,
            Minor = FirmwareVersion.Minor,
            Patch = FirmwareVersion.Patch,
            Places = (byte)_supervisor.Places,
            Reset = _options.ResetCause,
            Boots = _options.Boots,
            UncleanEnds = _options.UncleanEnds,
            UptimeNanoseconds = _supervisor.Reached,
            PackageBytesMax = _options.HasStore ? _stores->PackageBytesMax : 0,
        };
        boardBytes = Math.Min(_options.BoardNameBytes, board.Length);
        new ReadOnlySpan<byte>(_options.BoardName, boardBytes).CopyTo(board);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status ReadGuest(byte place, out GuestInfo info, Span<byte> name, out int nameBytes)
    {
        info = default;
        nameBytes = 0;
        if (place >= _supervisor.Places) return Status.OutOfRange;
        ref SupervisedGuest guest = ref _supervisor[place];
        info.Place = place;
        info.State = guest.State;
        info.LastFault = guest.LastFault;
        if (guest.State == GuestState.Empty) return Status.Ok;
        info.IsOnTrial = guest.IsOnTrial;
        info.IsFactory = guest.IsFactory;
        info.Major = (ushort)guest.Host.Manifest.Major;
        info.Minor = (ushort)guest.Host.Manifest.Minor;
        info.Patch = (ushort)guest.Host.Manifest.Patch;
        info.MemoryBytes = (uint)guest.Instance.Memory.Length;
        info.MemoryBytesMax = guest.Room.LinearBytes;
        info.Faults = guest.Faults;
        info.Restarts = guest.Restarts;
        info.DeadlineMisses = guest.DeadlineMisses;
        info.Runs = guest.Runs;
        info.Fuel = guest.Host.FuelUsed;
        info.PeriodNanoseconds = guest.Times.PeriodNanoseconds;
        info.DeadlineNanoseconds = guest.Times.DeadlineNanoseconds;
        info.FuelSlice = guest.Host.FuelOfCall;
        nameBytes = Math.Min(guest.Name.Length, name.Length);
        guest.Name.Slice(0, nameBytes).CopyTo(name);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status ReadTelemetry(byte place, out GuestTelemetry telemetry)
    {
        telemetry = default;
        if (place >= _supervisor.Places) return Status.OutOfRange;
        ref SupervisedGuest guest = ref _supervisor[place];
        if (guest.State == GuestState.Empty) return Status.NotFound;
        telemetry.Place = place;
        telemetry.State = guest.State;
        telemetry.UptimeNanoseconds = _supervisor.Now;
        telemetry.Runs = guest.Runs;
        telemetry.Fuel = guest.Host.FuelUsed;
        telemetry.FuelPeak = guest.FuelPeak;
        telemetry.ResponseNanosecondsPeak = guest.ResponseNanosecondsPeak;
        telemetry.Faults = guest.Faults;
        telemetry.DeadlineMisses = guest.DeadlineMisses;
        telemetry.MemoryBytes = (uint)guest.Instance.Memory.Length;
        telemetry.EventsLost = guest.Events.Lost + guest.MessagesLost;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status BeginUpload(in UploadPlan plan, out UploadState state)
    {
        state = default;
        if (plan.Place >= _supervisor.Places) return Status.OutOfRange;
        if (!_options.HasStore) return Status.NotSupported;
        if (!_upload.IsOf(in plan))
        {
            // A plan that is refused leaves the upload that is under way as it is.
            PackageTicket ticket = new() { Bytes = plan.Size, Digest = plan.Digest, Tag = plan.Tag };
            Status status = _stores[plan.Place].Begin(in ticket);
            if (status != Status.Ok) return status;
            _upload = new PackageUpload { Plan = plan, IsBegun = true };
        }

        return ReadUpload(out state);
    }

    /// <inheritdoc/>
    public readonly Status ReadUpload(out UploadState state)
    {
        state = default;
        if (!_upload.IsBegun) return Status.NotFound;
        state.Size = _upload.Plan.Size;
        state.Next = _upload.IsDone ? state.Size : _stores[_upload.Plan.Place].WrittenBytes;
        state.Window = state.Size - state.Next;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status WriteUpload(uint offset, ReadOnlySpan<byte> data)
    {
        Status status = _stores[_upload.Plan.Place].Write(data);
        if (status != Status.Ok) _upload.IsBegun = false;
        return status;
    }

    /// <inheritdoc/>
    public Status EndUpload()
    {
        if (!_upload.IsBegun) return Status.NotFound;
        if (_upload.IsDone) return Status.Ok;
        Status status = _stores[_upload.Plan.Place].Verify();
        if (status == Status.TruncatedModule) return Status.Empty;
        _upload.IsDone = status == Status.Ok;
        _upload.IsBegun = _upload.IsDone;
        return status;
    }

    /// <inheritdoc/>
    public Status Command(MessageType command, byte place)
    {
        if (place >= _supervisor.Places) return Status.OutOfRange;
        return command switch
        {
            MessageType.Activate => Activate(place),
            MessageType.Confirm => _supervisor[place].IsFactory ? Status.NotFound : Confirm(place),
            MessageType.RollBack => RollBack(place),
            MessageType.Start => _supervisor.Start(place),
            MessageType.Stop => _supervisor.Stop(place),
            MessageType.Restart => Restart(place),
            MessageType.Remove => Remove(place),
            _ => Status.NotSupported,
        };
    }

    /// <inheritdoc/>
    public Status Post(byte place, ReadOnlySpan<byte> message) =>
        place < _supervisor.Places ? _supervisor.Post(place, message) : Status.OutOfRange;

    /// <inheritdoc/>
    public readonly Status ReadBudget(byte crate, out BudgetInfo info)
    {
        info = default;
        if (crate >= (byte)CrateId.Count) return Status.OutOfRange;
        ref BudgetTracker budget = ref Allocation.Budget;
        CrateId id = (CrateId)crate;
        info.Crate = crate;
        info.LimitBytes = (uint)budget.Limit(id);
        info.RemainingBytes = (uint)budget.Remaining(id);
        info.PeakBytes = (uint)budget.Peak(id);
        info.Refusals = (uint)budget.Refusals(id);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status ReadCrash(out CrashRecord record)
    {
        record = default;
        return _options.ReadCrash == null ? Status.NotFound : _options.ReadCrash(out record);
    }

    /// <inheritdoc/>
    public readonly Status ReadMemory(byte place, uint address, Span<byte> data)
    {
        if (place >= _supervisor.Places) return Status.OutOfRange;
        ref SupervisedGuest guest = ref _supervisor[place];
        if (guest.State == GuestState.Empty) return Status.NotFound;
        if (guest.IsRunning || guest.State == GuestState.BackingOff) return Status.Busy;
        Status status = guest.Instance.TrySpan(address, (uint)data.Length, out Span<byte> memory);
        if (status != Status.Ok) return Status.OutOfRange;
        memory.CopyTo(data);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status ReadClock(out ClockTime time)
    {
        time = new ClockTime { UnixNanoseconds = _clockOffset == 0 ? 0 : _clockOffset + _supervisor.Now };
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status SetClock(in ClockTime time)
    {
        _clockOffset = time.UnixNanoseconds - _supervisor.Now;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Advance(in AdvanceRequest request, out AdvanceAnswer answer)
    {
        answer = new AdvanceAnswer { UptimeNanoseconds = _supervisor.Advance(request.Nanoseconds, request.IsStepped) };
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status ReadTrace(byte place, out GuestTrace trace)
    {
        trace = default;
        if (place >= _supervisor.Places) return Status.OutOfRange;
        ref SupervisedGuest guest = ref _supervisor[place];
        if (guest.State == GuestState.Empty) return Status.NotFound;
        trace.Place = place;
        trace.Ticks = guest.Host.Tick;
        trace.Lines = guest.Host.Trace.LineCount;
        return guest.Host.Trace.Digest(trace.Digest);
    }

    /// <inheritdoc/>
    public Status Reset()
    {
        IsResetAsked = true;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public readonly Status Stimulate(in Stimulus stimulus)
    {
        ScenarioEvent now = new(0, (ScenarioEventKind)stimulus.Kind, stimulus.Target, (int)stimulus.Value);
        return _supervisor.Board.Stimulate(in now);
    }

    /// <inheritdoc/>
    public readonly Status ReadPin(byte pin, out PinLevel level)
    {
        Status status = _supervisor.Board.Gpio.Read(pin, out PinValue value);
        level = new PinLevel { Pin = pin, IsHigh = value == PinValue.High };
        return status;
    }

    /// <inheritdoc/>
    public readonly Status ReadDisplay(ushort offset, Span<byte> data, out DisplayPiece piece, out int bytes)
    {
        ReadOnlySpan<byte> picture = _supervisor.Board.Display.Picture;
        piece = new DisplayPiece { Width = (ushort)Board.DisplayWidth, Height = (ushort)Board.DisplayHeight, Offset = offset };
        bytes = 0;
        if (picture.Length == 0) return Status.NotSupported;
        if (offset >= picture.Length) return Status.OutOfRange;
        bytes = Math.Min(data.Length, picture.Length - offset);
        picture.Slice(offset, bytes).CopyTo(data);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status TakeLog(LogLevel levelMin, out LogEntry entry, Span<byte> text, out int textBytes) =>
        _supervisor.Log.TryTake(levelMin, out entry, text, out textBytes);

    private Status Activate(int place)
    {
        if (!_options.HasStore) return Status.NotSupported;
        Status status = _stores[place].Activate();
        return status == Status.Ok ? Refill(place) : status;
    }

    // Without a trial it is the package that ran before, if the store still has it, that goes on trial.
    private Status RollBack(int place)
    {
        if (!_options.HasStore) return Status.NotSupported;
        Status status = _stores[place].RollBack();
        if (status == Status.NotFound) status = _stores[place].Activate();
        return status == Status.Ok ? Refill(place) : status;
    }

    private Status Restart(int place)
    {
        Status status = _supervisor.Stop(place);
        return status == Status.Ok ? _supervisor.Start(place) : status;
    }

    private Status Remove(int place)
    {
        if (_supervisor[place].State == GuestState.Empty) return Status.NotFound;
        _supervisor.Unload(place);
        return _options.HasStore ? _stores[place].Forget() : Status.Ok;
    }
}
