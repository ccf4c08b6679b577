using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Platform;

namespace Nf.Fuzz;

/// <summary>
/// A whole firmware host (supervisor, guests, module stores on a simulated medium, control server), whose time and line are held by a
/// campaign. It must not move; a process has one.
/// </summary>
public unsafe struct ControlScene
{
    /// <summary>Places for guests.</summary>
    public const int Places = 3;

    private const uint FirstSession = 0x5e55_0000;
    private const int PollsMin = 3;
    private const int CallsMax = 100;

    // The host asks for its time by a function without a state of its own.
    private static ulong s_now;

    private FirmwareHost<SimulatedStorage> _host;
    private GuestPlaces _guests;
    private StorePlaces _stores;
    private ControlServer<FirmwareHost<SimulatedStorage>> _server;
    private ControlLine _line;
    private Board _board;
    private ControlRoom _room;

    /// <summary>What the server counted.</summary>
    public readonly ControlCounters Counters => _server.Counters;

    /// <summary>The line to it.</summary>
    [UnscopedRef]
    public ref readonly ControlLine Line => ref _line;

    /// <summary>Calls of guests so far, since each was loaded.</summary>
    public readonly ulong GuestRuns
    {
        get
        {
            ulong runs = 0;
            for (int place = 0; place < Places; place++) runs += _guests[place].Runs;
            return runs;
        }
    }

    /// <summary>Starts a host whose medium is empty, with a package in each place.</summary>
    /// <returns>Ok, or what went wrong.</returns>
    public Status Start(in ControlRoom room, uint seed)
    {
        this = default;
        _guests = default;
        s_now = 0;
        _room = room;
        _line = new ControlLine(seed);
        _server.Initialize(FirstSession);
        Status status = Allocation.Budget.SetLimit(CrateId.Guest, room.RegionBytes);
        if (status == Status.Ok) status = _board.Initialize();
        StorageGeometry geometry = new()
        {
            Kind = StorageKind.Byte, Bytes = ControlRoom.MediumBytes, ProgramPageBytes = ControlRoom.PageBytes, ErasedValue = 0xFF,
        };
        for (int place = 0; place < Places && status == Status.Ok; place++) status = _stores[place].Storage.Attach(room.Medium, geometry);
        return status == Status.Ok ? StartHost() : status;
    }

    /// <summary>Puts bytes on the line and lets the server take all of them. Guests do not run meanwhile.</summary>
    /// <returns>Ok, or what the server failed with; TimedOut when it does not take them.</returns>
    public Status Put(byte* bytes, int count)
    {
        _line.Feed(bytes, count);
        // A call takes a few frames or a few bytes of input at most; every byte may come alone.
        int pollsMax = (count * 2) + PollsMin;
        for (int polls = 0; _line.Left > 0 || polls < PollsMin; polls++)
        {
            if (polls > pollsMax) return Status.TimedOut;
            Status status = _server.Poll(ref _host, ref _line, s_now);
            if (status != Status.Ok) return status;
        }

        return Status.Ok;
    }

    /// <summary>Lets time pass, and the guests run that are due.</summary>
    public void Pass(ulong nanoseconds)
    {
        s_now += nanoseconds;
        for (int calls = 0; calls < CallsMax; calls++)
        {
            ulong next = _host.Supervisor.Poll();
            _host.Judge();
            if (next > s_now) return;
        }
    }

    /// <summary>The state of a guest.</summary>
    public readonly GuestState StateOf(int place) => _guests[place].State;

    /// <summary>A digest of all that requests can change: host, supervisor, guests, stores with the counts of their writes.</summary>
    public ulong Digest()
    {
        StateDigest digest = default;
        digest.Add(Unsafe.AsPointer(ref _host), (uint)sizeof(FirmwareHost<SimulatedStorage>));
        digest.Add(Unsafe.AsPointer(ref _guests), (uint)sizeof(GuestPlaces));
        digest.Add(Unsafe.AsPointer(ref _stores), (uint)sizeof(StorePlaces));
        return digest.Value;
    }

    /// <summary>A digest of what they hold beside that: the guests' memories and the medium.</summary>
    public readonly ulong DeepDigest()
    {
        StateDigest digest = default;
        digest.Add(_room.Region, (uint)_room.RegionBytes);
        digest.Add(_room.Medium, ControlRoom.MediumBytes);
        return digest.Value;
    }

    private Status StartHost()
    {
        HostOptions options = new()
        {
            HasStore = true,
            Store = new StoreOptions { SlotBytes = ControlRoom.SlotBytes, BootsMax = StoreOptions.BootsMaxDefault },
            Factory = _room.Package,
        };
        SupervisorOptions supervisor = new()
        {
            Guests = (SupervisedGuest*)Unsafe.AsPointer(ref _guests),
            Places = Places,
            Board = (Board*)Unsafe.AsPointer(ref _board),
            Region = _room.Region,
            RegionBytes = _room.RegionBytes,
            Budget = (BudgetTracker*)Unsafe.AsPointer(ref Allocation.Budget),
            Limits = _room.Limits,
            NativeStackBytes = _room.NativeStackBytes,
            ClipMemory = true,
            Clock = &Now,
        };
        return _host.Start(in options, in supervisor, (ModuleStore<SimulatedStorage>*)Unsafe.AsPointer(ref _stores));
    }

    private static ulong Now() => s_now;

    [InlineArray(Places)]
    private struct GuestPlaces
    {
        private SupervisedGuest _first;
    }

    [InlineArray(Places)]
    private struct StorePlaces
    {
        private ModuleStore<SimulatedStorage> _first;
    }
}
