using System;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>Several guests on one processor: when they are called, and what comes of their faults.</summary>
internal static unsafe class SupervisorSelfTests
{
    // PE0 and PE1.
    private const int PinOfBeats = 32;
    private const int PinOfTraps = 33;

    // What beats does in a second, on every target: the digest of its trace, and its fuel.
    private const long FuelOfBeats = 2011;

    private static ReadOnlySpan<byte> DigestOfBeats =>
    [
        0x31, 0xB9, 0x69, 0x9D, 0x5A, 0x13, 0x69, 0xC5, 0x86, 0x6D, 0xE5, 0xCF, 0x0C, 0xA0, 0x5D, 0xEE,
        0xDA, 0x1D, 0x56, 0x7E, 0x96, 0x3F, 0x3F, 0x1E, 0xBC, 0x99, 0xD7, 0xD2, 0xED, 0x52, 0xBF, 0xBD,
    ];

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("supervision.ticks"u8, &Ticks, ref report);
        SelfTests.Run("supervision.deadlines"u8, &Deadlines, ref report);
        SelfTests.Run("supervision.back-off"u8, &BackOff, ref report);
        SelfTests.Run("supervision.safe-outputs"u8, &SafeOutputs, ref report);
        SelfTests.Run("supervision.alone"u8, &Alone, ref report);
        SelfTests.Run("supervision.neighbours"u8, &Neighbours, ref report);
        SelfTests.Run("supervision.admission"u8, &Admission, ref report);
        SelfTests.Run("supervision.pins-in-use"u8, &PinsInUse, ref report);
        SelfTests.Run("supervision.unload"u8, &Unload, ref report);
        SelfTests.Run("supervision.start-anew"u8, &StartAnew, ref report);
        SelfTests.Run("supervision.held-time"u8, &HeldTime, ref report);
    }

    private static void Ticks(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.Run(1, "brief"u8, ref check);
        SupervisionRig.RunUntil(1000, ref check);
        check.Equal(100, SupervisionRig.Word(0, 0));
        check.Equal(20, SupervisionRig.Word(1, 0));
        // The start is a run, too.
        check.Equal(101, (long)SupervisionRig.Supervisor[0].Runs);
        check.True(SupervisionRig.Supervisor.IsOnTime);
        check.Equal(0, SupervisionRig.Faults.Count);
    }

    // Both are released at 50 ms; who is due first goes first, whatever its place.
    private static void Deadlines(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.Run(1, "brief"u8, ref check);
        SupervisionRig.RunUntil(49, ref check);
        SupervisionRig.Now = 50 * SupervisionRig.Millisecond;
        _ = SupervisionRig.Supervisor.Poll();
        check.Equal(1, SupervisionRig.Word(1, 0));
        check.Equal(4, SupervisionRig.Word(0, 0));
        _ = SupervisionRig.Supervisor.Poll();
        check.Equal(5, SupervisionRig.Word(0, 0));
        // Nobody was called at 100 ms, and 8 ms are over: brief is late, and nobody may say that all goes well.
        SupervisionRig.Now = 109 * SupervisionRig.Millisecond;
        check.True(!SupervisionRig.Supervisor.IsOnTime);
        SupervisionRig.RunUntil(200, ref check);
        check.True(SupervisionRig.Supervisor.IsOnTime);
        check.Equal(1, SupervisionRig.Supervisor[1].DeadlineMisses);
    }

    // It traps in its third tick, 30 ms after each start; pauses of 100, 200, 400 and 400 ms.
    private static void BackOff(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(1, "traps"u8, ref check);
        SupervisionRig.RunUntil(2000, ref check);
        ref FaultLog faults = ref SupervisionRig.Faults;
        check.Equal(5, faults.Count);
        faults.Expect(0, 1, Status.TrapUnreachable, 30, ref check);
        faults.Expect(1, 1, Status.TrapUnreachable, 160, ref check);
        faults.Expect(2, 1, Status.TrapUnreachable, 390, ref check);
        faults.Expect(3, 1, Status.TrapUnreachable, 820, ref check);
        faults.Expect(4, 1, Status.TrapUnreachable, 1250, ref check);
        // Two imports, nf_init, nf_tick.
        check.Equal(3, faults.LastFunction);
        check.Equal((long)GuestState.GivenUp, (long)SupervisionRig.Supervisor[1].State);
        check.Equal(4, SupervisionRig.Supervisor[1].Restarts);
        check.Equal(Status.TrapUnreachable, SupervisionRig.Supervisor[1].LastFault);
    }

    private static void SafeOutputs(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.Run(1, "traps"u8, ref check);
        SupervisionRig.RunUntil(15, ref check);
        SupervisionRig.ExpectLevel(PinOfBeats, PinValue.High, ref check);
        SupervisionRig.ExpectLevel(PinOfTraps, PinValue.High, ref check);
        SupervisionRig.RunUntil(35, ref check);
        // While it backs off, it drives nothing; its neighbour goes on.
        SupervisionRig.ExpectLevel(PinOfTraps, PinValue.Low, ref check);
        SupervisionRig.ExpectLevel(PinOfBeats, PinValue.High, ref check);
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Stop(0));
        SupervisionRig.ExpectLevel(PinOfBeats, PinValue.Low, ref check);
        SupervisionRig.RunUntil(135, ref check);
        SupervisionRig.ExpectLevel(PinOfTraps, PinValue.High, ref check);
        SupervisionRig.Supervisor.Unload(1);
        SupervisionRig.ExpectLevel(PinOfTraps, PinValue.Low, ref check);
    }

    private static void Alone(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        RunBeats(ref check);
    }

    // One that loops until its fuel is used up and one that traps, over and over.
    private static void Neighbours(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.Run(1, "traps"u8, ref check);
        SupervisionRig.Run(2, "spins"u8, ref check);
        RunBeats(ref check);
        check.Equal(Status.TrapOutOfFuel, SupervisionRig.Supervisor[2].LastFault);
        // A tick 10 ms after each start, and a pause of 100 ms behind it.
        check.Equal(9, SupervisionRig.Supervisor[2].Restarts);
        check.Equal(4, SupervisionRig.Supervisor[1].Faults);
    }

    private static void RunBeats(ref Check check)
    {
        SupervisionRig.RunUntil(1000, ref check);
        check.Equal(100, SupervisionRig.Word(0, 0));
        check.Equal(FuelOfBeats, (long)SupervisionRig.Supervisor[0].Host.FuelUsed);
        check.Equal(0, SupervisionRig.Supervisor[0].DeadlineMisses);
        check.Equal(Status.Ok, SupervisionRig.Host.ReadTrace(0, out GuestTrace trace));
        check.Equal(DigestOfBeats, trace.Digest);
    }

    // A call takes 5.1 ms here: one every 10 ms fits, two do not.
    private static void Admission(ref Check check)
    {
        SupervisionRig.Begin(ref check, SupervisionRig.FuelPicoseconds / 2 * 5);
        SupervisionRig.Run(0, "beats"u8, ref check);
        int used = SupervisionRig.Supervisor.Region.UsedBytes;
        check.Equal(Status.NotSchedulable, SupervisionRig.Load(1, "spins"u8));
        check.Equal((long)GuestState.Empty, (long)SupervisionRig.Supervisor[1].State);
        check.Equal(Status.NotSchedulable, SupervisionRig.Supervisor[1].LastFault);
        check.Equal(used, SupervisionRig.Supervisor.Region.UsedBytes);
        SupervisionRig.RunUntil(100, ref check);
        check.Equal(10, SupervisionRig.Word(0, 0));
        SupervisionRig.Supervisor.Unload(0);
        check.Equal(Status.Ok, SupervisionRig.Load(1, "spins"u8));
    }

    private static void PinsInUse(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        check.Equal(Status.Ok, SupervisionRig.Load(0, "beats"u8));
        check.Equal(Status.Busy, SupervisionRig.Load(0, "brief"u8));
        check.Equal(Status.AlreadyTaken, SupervisionRig.Load(1, "beats"u8));
        SupervisionRig.Supervisor.Unload(0);
        check.Equal(Status.Ok, SupervisionRig.Load(1, "beats"u8));
        check.Equal(Status.NotFound, SupervisionRig.Supervisor.Start(0));
    }

    private static void Unload(ref Check check)
    {
        const int Cycles = 100, Settled = 10;
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        int used = SupervisionRig.Supervisor.Region.UsedBytes, peak = 0;
        for (int i = 0; i < Cycles && check.FailedLine == 0; i++)
        {
            SupervisionRig.Run(1, i % 2 == 0 ? "traps"u8 : "listens"u8, ref check);
            SupervisionRig.RunUntil(40 * (ulong)(i + 1), ref check);
            SupervisionRig.Supervisor.Unload(1);
            check.Equal(used, SupervisionRig.Supervisor.Region.UsedBytes);
            if (i == Settled) peak = SupervisionRig.Supervisor.Region.PeakBytes;
        }

        check.Equal(peak, SupervisionRig.Supervisor.Region.PeakBytes);
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Region.Check());
        SupervisionRig.Supervisor.Unload(0);
        check.Equal(0, SupervisionRig.Supervisor.Region.UsedBytes);
    }

    private static void StartAnew(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.RunUntil(1000, ref check);
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Stop(0));
        SupervisionRig.RunUntil(2000, ref check);
        // It can be looked at.
        check.Equal(100, SupervisionRig.Word(0, 0));
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Start(0));
        SupervisionRig.RunUntil(2100, ref check);
        check.Equal(10, SupervisionRig.Word(0, 0));
    }

    private static void HeldTime(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "beats"u8, ref check);
        SupervisionRig.RunUntil(100, ref check);
        ref Supervisor supervisor = ref SupervisionRig.Supervisor;
        ulong start = supervisor.Advance(0, isStepped: true);
        SupervisionRig.Now += 500 * SupervisionRig.Millisecond;
        for (int i = 0; i < 10; i++) _ = supervisor.Poll();
        check.Equal((long)start, (long)supervisor.Now);
        check.Equal(10, SupervisionRig.Word(0, 0));
        ulong target = supervisor.Advance(35 * SupervisionRig.Millisecond, isStepped: true);
        for (int i = 0; i < 20; i++) _ = supervisor.Poll();
        check.Equal((long)(start + (35 * SupervisionRig.Millisecond)), (long)target);
        check.Equal((long)target, (long)supervisor.Now);
        check.True(supervisor.IsHeld);
        check.Equal(13, SupervisionRig.Word(0, 0));
        _ = supervisor.Advance(0, isStepped: false);
        SupervisionRig.RunUntil(700, ref check);
        check.True(SupervisionRig.Word(0, 0) >= 22);
        check.Equal(0, supervisor[0].DeadlineMisses);
    }
}
