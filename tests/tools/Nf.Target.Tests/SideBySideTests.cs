using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli;
using Nf.Cli.Tests;
using Nf.Emulation;
using Nf.FirmwareHost;

namespace Nf.Target.Tests;

/// <summary>Several guests on an emulated board, and their updates, over its own control line.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SideBySideTests
{
    private const string Board = "lm3s6965evb";
    private const string Address = "emu:" + Board;
    private const string Sensor = "/machine/peripheral/tmp105";
    private const ulong Tick = 100_000_000;
    private const int Ticks = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("nf-side-").FullName;
    private readonly string _root = EmulatorState.Root;

    [TestInitialize]
    public void Begin() => EmulatorState.Root = _folder;

    [TestCleanup]
    public void End()
    {
        if (EmulatorState.Find(Board) is { } state) EmulatorLaunch.Kill(state);
        EmulatorState.Root = _root;
        Directory.Delete(_folder, recursive: true);
    }

    // A day of a badly insulated room in fifteen seconds, with noise: both thresholds are crossed several times.
    private static int MilliCelsius(int tick)
    {
        int phase = tick % 60;
        int slope = phase < 30 ? phase : 60 - phase;
        return 17_000 + (slope * 220) + (tick * 7919 % 13 * 60);
    }

    private static JsonObject Done(params string[] args)
    {
        NfRun run = NfRun.Here([.. args, "--json"]);
        Assert.AreEqual(Status.Ok, run.Status, run.Output + run.Error);
        return run.Json;
    }

    private static JsonObject Guest(int place) => Done("ps", "--target", Address)["guests"]![place]!.AsObject();

    // What the guest in place 0 did in the same ticks with the same temperatures: its trace, how its heater was at the end of each tick, and
    // which deadlines the first two guests missed. What they missed before, while the board started in its own time, depends on this machine.
    private static (string Digest, ulong Lines, long Misses) Run(params string[] guests)
    {
        Done(["emu", "start", Board, .. guests.Select(NfRun.Example)]);
        EmulatorState state = EmulatorState.Find(Board)!;
        using QmpClient monitor = new(state.Monitor, () => state.IsRunning);
        using TargetSession session = TargetSession.Open(Address, TargetLines.Open(new TargetAddress(TargetKind.Unix, state.Uart)));
        Advance(session, 0);
        session.Tell(MessageType.Restart, new GuestPlace { Place = 0 });
        long before = Misses(session);
        for (int tick = 0; tick < Ticks; tick++)
        {
            monitor.SetProperty(Sensor, "temperature", MilliCelsius(tick));
            Advance(session, Tick);
        }

        GuestTrace trace = session.Ask<GuestPlace, GuestTrace>(MessageType.Trace, new GuestPlace { Place = 0 });
        Assert.AreEqual((ulong)Ticks, trace.Ticks);
        return (Convert.ToHexStringLower(trace.Digest), trace.Lines, Misses(session) - before);
    }

    private static long Misses(TargetSession session) => (long)session.Guest(0).Info.DeadlineMisses + session.Guest(1).Info.DeadlineMisses;

    // Time passes for the board only when it is told to, so each reading is of the temperature of its tick.
    private static void Advance(TargetSession session, ulong nanoseconds)
    {
        AdvanceRequest request = new() { Nanoseconds = nanoseconds, IsStepped = true };
        ulong target = session.Ask<AdvanceRequest, AdvanceAnswer>(MessageType.Advance, request).UptimeNanoseconds;
        while (session.Info.UptimeNanoseconds < target) session.Refresh();
    }

    [TestMethod]
    public void A_hostile_neighbour_changes_nothing_that_the_thermostat_decides()
    {
        (string alone, ulong lines, _) = Run("thermostat");
        Assert.IsTrue(lines > Ticks, "it reads each tick, and drives its heater now and then");
        EmulatorLaunch.Kill(EmulatorState.Find(Board)!);

        (string together, _, long misses) = Run("thermostat", "publisher", "neighbour");
        Assert.AreEqual(alone, together);
        Assert.AreEqual(0, misses);
        JsonObject neighbour = Guest(2);
        Assert.AreEqual(("neighbour", "given up", 5), ((string)neighbour["name"]!, (string)neighbour["state"]!, (int)neighbour["restarts"]!));
        Assert.AreEqual(6, (int)neighbour["faults"]!);
        foreach (int place in (int[])[0, 1])
        {
            JsonObject guest = Guest(place);
            Assert.AreEqual(("running", 0), ((string)guest["state"]!, (int)guest["faults"]!));
        }

        StringAssert.Contains(NfRun.Here("crash", "--target", Address).Output, "place 2");
    }

    [TestMethod]
    public void An_update_is_confirmed_when_it_is_healthy_and_rolled_back_by_itself_when_it_traps()
    {
        Done("emu", "start", Board, NfRun.Example("thermostat"));
        string update = Path.Combine(_folder, "thermostat-2.nf.wasm");
        Done("pack", NfRun.Example("thermostat"), "--guest-version", "2.0.0", "-o", update);
        Done("load", update, "--place", "0", "--activate", "--target", Address);
        JsonObject guest = UntilNotOnTrial();
        Assert.AreEqual(("2.0.0", "running", false), ((string)guest["version"]!, (string)guest["state"]!, (bool)guest["factory"]!));

        _ = NfRun.Here("load", NfRun.Example("thermostat-broken"), "--place", "0", "--activate", "--target", Address);
        guest = UntilNotOnTrial();
        Assert.AreEqual(("thermostat", "2.0.0", "running"), ((string)guest["name"]!, (string)guest["version"]!, (string)guest["state"]!));
        StringAssert.Contains(NfRun.Here("logs", "--target", Address).Output, "package rolled back");

        Done("emu", "cut", Board);
        Assert.AreEqual(("thermostat", "2.0.0", false), ((string)Guest(0)["name"]!, (string)Guest(0)["version"]!, (bool)Guest(0)["on_trial"]!));
    }

    // The board's own time has to pass, however fast this machine is.
    private static JsonObject UntilNotOnTrial()
    {
        JsonObject guest = Guest(0);
        while ((bool)guest["on_trial"]!) guest = Guest(0);
        return guest;
    }
}
