using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <content>What comes into a place, and what leaves it.</content>
public unsafe partial struct Supervisor
{
    private const int TasksPerGuest = 2;
    private const uint PageBytes = 65536;
    private const ulong PicosecondsPerNanosecond = 1000;

    /// <summary>Room for a copy of a package in an empty place; whatever was taken before comes back.</summary>
    /// <param name="place">Below <see cref="Places"/>.</param>
    /// <param name="bytes">Of the package.</param>
    /// <param name="package">Where to put it, before <see cref="Load"/>.</param>
    /// <returns>Ok; Busy for a place with a guest; OutOfMemory.</returns>
    public Status TakePackage(int place, int bytes, out byte* package)
    {
        package = null;
        ref SupervisedGuest guest = ref this[place];
        if (guest.State != GuestState.Empty) return Status.Busy;
        guest.Room.Drop(in _region);
        return guest.Room.TakePackage(in _region, bytes, out package);
    }

    /// <summary>Puts a package into an empty place; it does not run yet. O(package), twice.</summary>
    /// <param name="place">Below <see cref="Places"/>.</param>
    /// <param name="wasm">The package, which stays where it is: in flash, or where <see cref="TakePackage"/> said.</param>
    /// <param name="wasmBytes">Its bytes.</param>
    /// <returns>
    /// Ok; Busy for a place with a guest; NotSchedulable when some deadline might be missed; NotSupported for a guest that waits by itself;
    /// AlreadyTaken when it may drive a pin that another guest may drive; what <see cref="Instance.Create"/> says. Then the place is empty.
    /// </returns>
    public Status Load(int place, byte* wasm, int wasmBytes)
    {
        ref SupervisedGuest guest = ref this[place];
        if (guest.State != GuestState.Empty) return Status.Busy;
        GuestRoom room = guest.Room;
        guest = default;
        guest.Room = room;
        Status status = TryLoad(place, wasm, wasmBytes);
        if (status == Status.Ok)
        {
            guest.ClearCounts();
            guest.State = GuestState.Stopped;
            return Status.Ok;
        }

        _topics.Leave(place);
        guest.Room.Drop(in _region);
        guest = default;
        guest.LastFault = status;
        Say(place, LogLevel.Error, status);
        return status;
    }

    /// <summary>Empties a place. Its outputs get their safe levels.</summary>
    public void Unload(int place)
    {
        ref SupervisedGuest guest = ref this[place];
        if (guest.State != GuestState.Empty) Halt(ref guest, GuestState.Empty);
        _topics.Leave(place);
        guest.Room.Drop(in _region);
        guest = default;
    }

    /// <summary>Starts a guest that does not run, as new: memory, globals, counts of its restarts. O(its memory).</summary>
    /// <returns>Ok, also when it runs; NotFound for an empty place; InternalError when its package was damaged.</returns>
    public Status Start(int place)
    {
        ref SupervisedGuest guest = ref this[place];
        if (guest.State == GuestState.Empty) return Status.NotFound;
        if (guest.IsRunning) return Status.Ok;
        guest.ClearCounts();
        return Renew(ref guest);
    }

    /// <summary>Stops a guest. Its memory stays as it is, to be looked at; its outputs get their safe levels.</summary>
    /// <returns>Ok, also when it does not run; NotFound for an empty place.</returns>
    public Status Stop(int place)
    {
        ref SupervisedGuest guest = ref this[place];
        if (guest.State == GuestState.Empty) return Status.NotFound;
        if (guest.IsRunning || guest.State == GuestState.BackingOff) Halt(ref guest, GuestState.Stopped);
        return Status.Ok;
    }

    /// <summary>Leaves a message for a guest.</summary>
    /// <returns>As <see cref="GuestEvents.Post"/>; NotFound when the guest does not run or wants no events.</returns>
    public Status Post(int place, ReadOnlySpan<byte> message)
    {
        ref SupervisedGuest guest = ref this[place];
        return guest.IsRunning && guest.HasEvent ? guest.Events.Post(message, Now) : Status.NotFound;
    }

    private void Restart(int place)
    {
        ref SupervisedGuest guest = ref this[place];
        Status status = Renew(ref guest);
        if (status == Status.Ok) guest.Restarts++;
        else Fail(place, status);
    }

    private readonly Status Renew(ref SupervisedGuest guest)
    {
        Status status = guest.Instance.Reset();
        if (status != Status.Ok) return status;
        guest.Host.Restart();
        guest.Events.Clear();
        guest.IsFresh = true;
        guest.Times.NextTick = Now;
        guest.Times.NextEvent = 0;
        guest.State = GuestState.Running;
        return Status.Ok;
    }

    private Status TryLoad(int place, byte* wasm, int wasmBytes)
    {
        ref SupervisedGuest guest = ref this[place];
        Status status = ReadRules(ref guest, wasm, wasmBytes, out uint linearBytes, out InstanceOptions options);
        if (status != Status.Ok) return status;
        guest.Host.BoardAddress = _options.Board;
        guest.Host.IsReactive = true;
        guest.Host.TickMax = ulong.MaxValue;
        guest.Host.Trace.Initialize(null, 0);
        guest.Host.Link = Link(place);
        options.HostContext = (nint)Unsafe.AsPointer(ref guest.Host);
        status = guest.Room.Make(in _region, linearBytes, wasm, wasmBytes, in options, out guest.Instance, out LoadError _);
        if (status != Status.Ok) return status;
        InstanceLimits limits = guest.Instance.Limits;
        WasmModule module = guest.Instance.Module;
        status = guest.Host.Admit(in limits, in module);
        if (status == Status.Ok) status = FindFunctions(ref guest);
        if (status == Status.Ok) status = _topics.Join(place, guest.Host.Manifest);
        return status == Status.Ok ? AdmitTimes(place) : status;
    }

    private readonly Status ReadRules(
        ref SupervisedGuest guest, byte* wasm, int wasmBytes, out uint linearBytes, out InstanceOptions options)
    {
        linearBytes = 0;
        options = new InstanceOptions
        {
            ClipMemory = _options.ClipMemory,
            RequireMetered = true,
            Limits = _options.Limits,
            NativeStackBytes = _options.NativeStackBytes,
        };
        Status status = WasmModule.Open(wasm, wasmBytes, Interpreter.Rules, out WasmModule module, out _);
        if (status != Status.Ok) return status;
        status = Manifest.Read(in module, out Manifest manifest, out _);
        if (status != Status.Ok) return status;
        guest.Rules = manifest.Supervision;
        guest.Outputs = OutputPins.Of(in manifest);
        if (IsDriven(guest.Outputs, ref guest)) return Status.AlreadyTaken;
        uint pages = Math.Min(Math.Min(module.Memory.Maximum, manifest.Limits.MemoryPages), _options.Limits.MemoryPages);
        ulong bytes = module.HasMemory ? (ulong)pages * PageBytes : 0;
        if (_options.ClipMemory) bytes = Math.Min(bytes, guest.Rules.MemoryBytes == 0 ? _options.ClippedBytes : guest.Rules.MemoryBytes);
        if (bytes > int.MaxValue / 2) return Status.LimitExceeded;
        linearBytes = ((uint)bytes + 7 & ~7u) + Interpreter.MemoryOverheadBytes;
        ulong fuel = Math.Min(manifest.Limits.Fuel, _options.Limits.Fuel);
        guest.Times = new GuestTimes(in guest.Rules, CostOf(fuel));
        return Status.Ok;
    }

    private readonly bool IsDriven(ulong pins, ref SupervisedGuest newcomer)
    {
        for (int place = 0; place < Places; place++)
        {
            ref SupervisedGuest other = ref this[place];
            bool isOther = other.State != GuestState.Empty && !Unsafe.AreSame(ref other, ref newcomer);
            if (isOther && (other.Outputs & pins) != 0) return true;
        }

        return false;
    }

    // Fuel is at most 2^62, and no deadline is longer than 2^32 microseconds: what is longer than that is longer than any.
    private readonly ulong CostOf(ulong fuel)
    {
        const ulong FuelMost = 1ul << 32;
        if (fuel > FuelMost) return ulong.MaxValue / 4;
        return (fuel * _options.FuelPicoseconds / PicosecondsPerNanosecond) + _options.CallNanoseconds;
    }

    private GuestLink Link(int place) => new()
    {
        Guests = _options.Guests,
        Places = _options.Places,
        Place = place,
        Topics = (TopicTable*)Unsafe.AsPointer(ref _topics),
        Log = (LogRing*)Unsafe.AsPointer(ref _log),
    };

    private static Status FindFunctions(ref SupervisedGuest guest)
    {
        Status status = Find(in guest.Instance, "nf_init"u8, ":i"u8, out guest.InitFunction, out guest.HasInit);
        if (status == Status.Ok) status = Find(in guest.Instance, "nf_tick"u8, ":i"u8, out guest.TickFunction, out guest.HasTick);
        if (status == Status.Ok) status = Find(in guest.Instance, "nf_event"u8, "iiI:i"u8, out guest.EventFunction, out guest.HasEvent);
        if (status != Status.Ok) return status;
        guest.HasTick = guest.HasTick && guest.Times.PeriodNanoseconds != 0;
        return guest.HasTick || guest.HasEvent ? Status.Ok : Status.NotSupported;
    }

    private static Status Find(
        in Instance instance, ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, out ExportedFunction function, out bool found)
    {
        Status status = instance.FindFunction(name, signature, out function);
        found = status == Status.Ok;
        return status == Status.ExportNotFound ? Status.Ok : status;
    }

    // All guests in places count, whether they run or not: whoever was admitted can be started at any time.
    private readonly Status AdmitTimes(int newcomer)
    {
        Span<TaskDemand> tasks = stackalloc TaskDemand[(PlacesMax * TasksPerGuest) + 1];
        int count = 0;
        for (int place = 0; place < Places; place++)
        {
            ref SupervisedGuest guest = ref this[place];
            if (place != newcomer && guest.State == GuestState.Empty) continue;
            if (guest.HasTick) tasks[count++] = guest.Times.TickDemand;
            if (guest.HasEvent) tasks[count++] = guest.Times.EventDemand;
        }

        // The host is nobody's deadline, but it may have just begun when a guest is released.
        tasks[count++] = new TaskDemand
        {
            PeriodNanoseconds = uint.MaxValue * PicosecondsPerNanosecond,
            DeadlineNanoseconds = uint.MaxValue * PicosecondsPerNanosecond,
            CostNanoseconds = _options.HostNanoseconds,
        };
        return Schedule.Admit(tasks.Slice(0, count));
    }
}
