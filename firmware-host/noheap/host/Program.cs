using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The host: boots the board, runs the guests of its places, serves the control line, feeds the watchdog.</summary>
internal static unsafe partial class Program
{
    private const ulong NanosecondsPerMicrosecond = 1000;

    // The session's number begins with the boot's, so that what was recorded before a restart means nothing after it.
    private const int BootShift = 16;

    // What the stores use of their medium, at most: their slots, and a journal of two erase blocks.
    private const uint JournalBytesMax = 65_536;
    private const uint StoreBytesMax = BoardConstants.HostPlaces * ((2 * (uint)BoardConstants.StoreSlotBytes) + JournalBytesMax);

    // How long nobody looks at the control line at most. Bytes that come end a sleep, so that only what the host itself begins to send
    // needs the shorter one; the longer one is well within the time of any watchdog.
    private const ulong StreamNanosecondsMax = 10_000_000;
    private const ulong IdleNanosecondsMax = 1_000_000_000;

    [FixedAddressValueType]
    private static FirmwareHost<BoardStorage> s_host;
    [FixedAddressValueType]
    private static Board s_board;
    [FixedAddressValueType]
    private static GuestPlaces s_guests;
    [FixedAddressValueType]
    private static StorePlaces s_stores;
    private static ControlServer<FirmwareHost<BoardStorage>> s_server;
    private static BoardLine s_line;
    private static BoardWatchdog s_watchdog;
    private static Status s_status;

    private static Status Run()
    {
        Status status = GuestThread.Run(&RunHost, 0, BoardConstants.GuestThreadStackBytes);
        return status == Status.Ok ? s_status : status;
    }

    [UnmanagedCallersOnly]
    private static void RunHost(nint argument)
    {
        s_status = Boot();
        while (s_status == Status.Ok) s_status = Turn();
        End(ref s_status);
    }

    private static Status Boot()
    {
        s_guests = default;
        s_watchdog = default;
        ClearMemory();
        BoardSystem.Start();
        Banner.Write();
        Status status = Allocation.Budget.SetLimit(CrateId.Guest, BoardConstants.HostRegionBytes);
        if (status == Status.Ok) status = s_board.Initialize();
        if (status == Status.Ok) status = OpenDevices();
        if (status == Status.Ok) status = OpenLine(ref s_line);
        if (status == Status.Ok) status = StartHost(OpenMedium());
        s_server.Initialize(BoardSystem.Crash->Note.Boots << BootShift);
        if (status != Status.Ok) return status;
        _ = s_watchdog.Start(BoardConstants.HostWatchdogMilliseconds);
        TellReady();
        return Status.Ok;
    }

    private static Status StartHost(bool hasStore)
    {
        HostOptions options = new()
        {
            HasStore = hasStore,
            Store = new StoreOptions
            {
                Address = BoardConstants.StoreAddress,
                SlotBytes = BoardConstants.StoreSlotBytes,
                BootsMax = StoreOptions.BootsMaxDefault,
            },
            Factory = &FactoryPackage,
            BoardName = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(BoardConstants.Name)),
            BoardNameBytes = BoardConstants.Name.Length,
            ResetCause = BoardSystem.ResetCause,
            Boots = BoardSystem.Crash->Note.Boots,
            UncleanEnds = BoardSystem.Crash->Note.UncleanEnds,
            ReadCrash = &CrashLog.Read,
        };
        AddKey(ref options);
        SupervisorOptions supervisor = new()
        {
            Guests = (SupervisedGuest*)Unsafe.AsPointer(ref s_guests),
            Places = BoardConstants.HostPlaces,
            Board = (Board*)Unsafe.AsPointer(ref s_board),
            Region = RegionMemory.Start,
            RegionBytes = BoardConstants.HostRegionBytes,
            Budget = (BudgetTracker*)Unsafe.AsPointer(ref Allocation.Budget),
            Limits = BoardLimits.All,
            NativeStackBytes = BoardConstants.NativeStackBytes,
            ClipMemory = BoardConstants.ClipMemory,
            ClippedBytes = BoardConstants.HostClippedBytes,
            FuelPicoseconds = BoardConstants.HostFuelPicoseconds,
            CallNanoseconds = BoardConstants.HostCallMicroseconds * (uint)NanosecondsPerMicrosecond,
            HostNanoseconds = BoardConstants.HostMicroseconds * (uint)NanosecondsPerMicrosecond,
            Clock = &Uptime,
            OnFault = FaultRecorder,
        };
        return s_host.Start(in options, in supervisor, (ModuleStore<BoardStorage>*)Unsafe.AsPointer(ref s_stores));
    }

    // All stores lie on one medium: each has its own handle of it.
    private static bool OpenMedium()
    {
        Status status = BoardStore.Open(StorePath, StoreBytesMax, out BoardStorage storage);
        for (int place = 0; place < BoardConstants.HostPlaces; place++) s_stores[place].Storage = storage;
        if (status != Status.Ok) Banner.Say("no module store: "u8, status);
        return status == Status.Ok;
    }

    // The line, then one call of a guest at most: whoever waits there waits no longer than a guest's slice. What a request or a verdict set
    // off is known before the host sleeps.
    private static Status Turn()
    {
        Status status = s_server.Poll(ref s_host, ref s_line, BoardSystem.UptimeNanoseconds());
        if (s_host.IsResetAsked && !s_server.IsAnswering) BoardSystem.Restart();
        s_host.Judge();
        ulong next = s_host.Supervisor.Poll();
        if (s_host.Supervisor.IsOnTime) s_watchdog.Feed();
        ulong now = BoardSystem.UptimeNanoseconds();
        Serve(now);
        LookForStop(ref status);
        if (status == Status.Ok && next > now) Sleep(now, next);
        // A line that broke is the client's trouble: the guests go on, and the next client is welcome.
        return status == Status.IoError ? Status.Ok : status;
    }

    // What a program on Linux does beside, and a board does without.
    static partial void ClearMemory();

    static partial void AddKey(ref HostOptions options);

    static partial void TellReady();

    static partial void Serve(ulong now);

    static partial void LookForStop(ref Status status);

    static partial void End(ref Status status);

    private static void Sleep(ulong now, ulong next) =>
        BoardSystem.WaitUntil(Math.Min(next, now + (s_server.IsIdle ? SleepNanosecondsMax : StreamNanosecondsMax)));

    private static ulong Uptime() => BoardSystem.UptimeNanoseconds();

    private static byte* FactoryPackage(int place, out int bytes)
    {
        uint length;
        byte* package = BoardImports.GuestAt((uint)place, &length);
        bytes = (int)length;
        return package;
    }

    [InlineArray(BoardConstants.HostPlaces)]
    private struct GuestPlaces
    {
        private SupervisedGuest _first;
    }

    [InlineArray(BoardConstants.HostPlaces)]
    private struct StorePlaces
    {
        private ModuleStore<BoardStorage> _first;
    }
}
