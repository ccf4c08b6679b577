using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed unsafe class SupervisorTests
{
    private static PackageOptions Supervised(SupervisionOptions supervision, params string[] capabilities) =>
        new() { Supervision = supervision, Capabilities = capabilities.Length == 0 ? null : capabilities };

    private static ulong Microseconds(int milliseconds) => (ulong)milliseconds * 1000;

    [TestMethod]
    public void Ticks_come_once_a_period_and_the_first_call_is_the_start()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(20) }));
        rig.LoadAndStart(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(50) }));
        rig.RunUntil(1000);
        Assert.AreEqual(50, rig.Word(0, 0));
        Assert.AreEqual(20, rig.Word(1, 0));
        Assert.AreEqual(51UL, rig.Guest(0)->Runs);
        Assert.IsTrue(rig.Supervisor.IsOnTime);
    }

    [TestMethod]
    public void A_guest_that_fails_is_restarted_with_pauses_that_double_and_then_given_up()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.TrapsInThird, Supervised(new SupervisionOptions
        {
            Period = Microseconds(10), RestartsMax = 4, Backoff = Microseconds(100), BackoffMax = Microseconds(400),
        }));
        rig.RunUntil(10_000);
        // Start at 0, trap in the third tick, 30 ms later; pauses of 100, 200, 400, 400.
        CollectionAssert.AreEqual(new ulong[] { 30, 160, 390, 820, 1250 }, rig.Faults.Select(fault => fault.At).ToArray());
        Assert.IsTrue(rig.Faults.All(fault => fault.Fault == Status.TrapUnreachable));
        Assert.AreEqual(GuestState.GivenUp, rig.Guest(0)->State);
        Assert.AreEqual(4U, rig.Guest(0)->Restarts);
    }

    [TestMethod]
    public void A_guest_that_does_well_again_has_all_its_restarts_again()
    {
        using SupervisorRig rig = new();
        // Three runs, the start among them, are enough to be well.
        rig.LoadAndStart(0, Guests.TrapsInThird, Supervised(new SupervisionOptions
        {
            Period = Microseconds(10), RestartsMax = 1, TrialRuns = 3, Backoff = Microseconds(100), BackoffMax = Microseconds(100),
        }));
        rig.RunUntil(10_000);
        Assert.AreNotEqual(GuestState.GivenUp, rig.Guest(0)->State);
        Assert.IsTrue(rig.Guest(0)->Restarts > 50);
    }

    [TestMethod]
    [DataRow(FaultPolicy.Stop, GuestState.Stopped)]
    [DataRow(FaultPolicy.Safe, GuestState.Safe)]
    [DataRow(FaultPolicy.Restart, GuestState.GivenUp)]
    public void What_a_guest_drives_is_safe_when_it_does_not_run(FaultPolicy policy, GuestState state)
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.DrivesAndTraps, Supervised(new SupervisionOptions
        {
            Period = Microseconds(10), Policy = policy, RestartsMax = 0, SafeOutputs = [new SafeOutput("PE0", false)],
        }, "gpio:PE0:out"));
        rig.RunUntil(5);
        Assert.AreEqual(Status.Ok, rig.Board->Gpio.Read(32, out PinValue level));
        Assert.AreEqual(PinValue.High, level);
        rig.RunUntil(100);
        Assert.AreEqual(state, rig.Guest(0)->State);
        Assert.AreEqual(Status.Ok, rig.Board->Gpio.Read(32, out level));
        Assert.AreEqual(PinValue.Low, level);
    }

    [TestMethod]
    public void A_neighbour_that_uses_all_its_fuel_and_fails_changes_nothing_for_others()
    {
        string alone, together;
        ulong fuel;
        using (SupervisorRig rig = new())
        {
            rig.LoadAndStart(0, Guests.DrivesAndTraps, Supervised(new SupervisionOptions { Period = Microseconds(10) }, "gpio:PE0:out"));
            rig.LoadAndStart(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
            rig.RunUntil(3000);
            (alone, fuel) = (rig.Digest(0), rig.Guest(1)->Host.FuelUsed);
        }

        using (SupervisorRig rig = new())
        {
            rig.LoadAndStart(0, Guests.DrivesAndTraps, Supervised(new SupervisionOptions { Period = Microseconds(10) }, "gpio:PE0:out"));
            rig.LoadAndStart(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
            rig.LoadAndStart(2, Guests.Spins, Supervised(new SupervisionOptions { Period = Microseconds(10), RestartsMax = 255, BackoffMax = Microseconds(100) }));
            rig.RunUntil(3000);
            together = rig.Digest(0);
            Assert.AreEqual(fuel, rig.Guest(1)->Host.FuelUsed);
            Assert.AreEqual(300, rig.Word(1, 0));
            Assert.IsTrue(rig.Faults.Any(fault => fault is { Place: 2, Fault: Status.TrapOutOfFuel }));
        }

        Assert.AreEqual(alone, together);
    }

    [TestMethod]
    public void What_does_not_fit_in_time_is_not_admitted_and_the_others_go_on()
    {
        using SupervisorRig rig = new();
        // 0.1 ms a thousand units of fuel: 2.1 ms a call.
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
        Assert.AreEqual(Status.NotSchedulable, rig.Load(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(2) })));
        Assert.AreEqual(
            Status.NotSchedulable,
            rig.Load(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(1000) }) with { Fuel = 80_000 }), "it would block the first one for 8.1 ms");
        Assert.AreEqual(GuestState.Empty, rig.Guest(1)->State);
        Assert.AreEqual(Status.NotSchedulable, rig.Guest(1)->LastFault);
        rig.RunUntil(100);
        Assert.AreEqual(10, rig.Word(0, 0));
    }

    [TestMethod]
    public void A_call_that_takes_longer_than_its_deadline_is_a_fault_of_that_guest_alone()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(20), Policy = FaultPolicy.Stop }));
        rig.RunUntil(100);
        // Each look at the clock costs 15 ms: two looks around a call are 15 ms apart.
        rig.ClockStep = 15 * SupervisorRig.Millisecond;
        _ = rig.Supervisor.Poll();
        Assert.AreEqual(GuestState.Running, rig.Guest(0)->State);
        rig.ClockStep = 25 * SupervisorRig.Millisecond;
        for (int i = 0; i < 5 && rig.Guest(0)->State == GuestState.Running; i++) _ = rig.Supervisor.Poll();
        Assert.AreEqual(GuestState.Stopped, rig.Guest(0)->State);
        Assert.AreEqual(Status.DeadlineMissed, rig.Guest(0)->LastFault);
        Assert.IsTrue(rig.Guest(0)->DeadlineMisses > 0);
    }

    [TestMethod]
    public void While_a_guest_is_late_nobody_is_on_time()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
        rig.RunUntil(100);
        Assert.IsTrue(rig.Supervisor.IsOnTime);
        rig.Now += 25 * SupervisorRig.Millisecond;
        Assert.IsFalse(rig.Supervisor.IsOnTime, "a tick is overdue");
        _ = rig.Supervisor.Poll();
        Assert.IsFalse(rig.Supervisor.IsOnTime, "it was late");
        rig.RunUntil(200);
        Assert.IsTrue(rig.Supervisor.IsOnTime, "the next one was not");
        Assert.AreEqual(1U, rig.Guest(0)->DeadlineMisses);
    }

    // A guest that is called once a minute ends its first tick late.
    private static void MissOnce(SupervisorRig rig)
    {
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(60_000), Deadline = Microseconds(10) }));
        rig.RunUntil(60_000 - 1);
        rig.Now += 25 * SupervisorRig.Millisecond;
        _ = rig.Supervisor.Poll();
        Assert.AreEqual(1U, rig.Guest(0)->DeadlineMisses);
    }

    [TestMethod]
    public void A_miss_of_a_guest_that_is_called_seldom_is_forgiven_after_a_second_and_one_after_the_other_is_not()
    {
        using SupervisorRig rig = new();
        MissOnce(rig);
        ulong missed = rig.Now;
        rig.Now = missed + Supervisor.MissNanoseconds - 1;
        Assert.IsFalse(rig.Supervisor.IsOnTime);
        rig.Now = missed + Supervisor.MissNanoseconds;
        Assert.IsTrue(rig.Supervisor.IsOnTime);

        rig.LoadAndStart(1, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(500), Deadline = Microseconds(10) }));
        rig.RunUntil((rig.Now / SupervisorRig.Millisecond) + 100);
        for (int call = 0; call < 10; call++)
        {
            // Each call is 11 ms late, and the supervisor is looked at before it, too.
            rig.Now += 489 * SupervisorRig.Millisecond;
            Assert.IsTrue(call == 0 || !rig.Supervisor.IsOnTime, $"before call {call}");
            rig.Now += 11 * SupervisorRig.Millisecond;
            while (rig.Supervisor.Poll() <= rig.Now) { }
            Assert.IsFalse(rig.Supervisor.IsOnTime, $"after call {call}");
        }
    }

    [TestMethod]
    public void While_a_rig_holds_the_time_a_miss_from_before_is_none()
    {
        using SupervisorRig rig = new();
        MissOnce(rig);
        Assert.IsFalse(rig.Supervisor.IsOnTime);
        _ = rig.Supervisor.Advance(0, isStepped: true);
        Assert.IsTrue(rig.Supervisor.IsOnTime);
        _ = rig.Supervisor.Advance(0, isStepped: false);
        Assert.IsFalse(rig.Supervisor.IsOnTime, "it goes on");
    }

    [TestMethod]
    public void Pins_timer_and_messages_arrive_as_events()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Listens, Supervised(new SupervisionOptions { Gap = Microseconds(5), Period = Microseconds(100) }, "gpio:PE3:in"));
        rig.RunUntil(1);
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, new[] { rig.Word(0, 4), rig.Word(0, 8), rig.Word(0, 12) });
        Assert.AreEqual(Status.Ok, rig.Board->Gpio.Drive(35, PinValue.High));
        rig.RunUntil(10);
        Assert.AreEqual(Status.Ok, rig.Board->Gpio.Drive(35, PinValue.Low));
        rig.RunUntil(20);
        Assert.AreEqual(Status.Ok, rig.Supervisor.Post(0, "hello"u8));
        Assert.AreEqual(Status.Full, rig.Supervisor.Post(0, "again"u8));
        rig.RunUntil(60);
        int[] told = [.. Enumerable.Range(0, 12).Select(i => rig.Word(0, 16 + (4 * i)))];
        CollectionAssert.AreEqual(new[] { 1, 35, 1, 1, 35, 0, 3, 0, 5, 2, 0, 1 }, told);
        Assert.AreEqual(4, rig.Word(0, 0));
        Assert.AreEqual(5, rig.Word(0, 1020));
        Assert.AreEqual(Status.Ok, rig.Supervisor.Post(0, "again"u8));
    }

    [TestMethod]
    public void Events_that_find_no_room_are_counted_and_cost_nothing_else()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Listens, Supervised(new SupervisionOptions { Gap = Microseconds(50), Period = Microseconds(100) }, "gpio:PE3:in"));
        rig.RunUntil(1);
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(Status.Ok, rig.Board->Gpio.Drive(35, (PinValue)(i % 2 == 0 ? 1 : 0)));
            _ = rig.Supervisor.Poll();
        }

        rig.RunUntil(2);
        // One was told at once, eight wait.
        Assert.AreEqual(1U, rig.Guest(0)->Events.Lost);
        rig.RunUntil(49);
        Assert.AreEqual(1, rig.Word(0, 0), "the gap holds the next one back");
        rig.RunUntil(1000);
        Assert.AreEqual((9, 2U), (rig.Word(0, 0), rig.Guest(0)->Events.Lost), "the timer found no room either");
    }

    [TestMethod]
    public void A_topic_gives_the_newest_message_or_a_queue_and_a_full_queue_counts()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Publishes, Supervised(new SupervisionOptions { Period = Microseconds(100) }, "topic:t:pub"));
        rig.LoadAndStart(1, Guests.Reads, Supervised(new SupervisionOptions { Period = Microseconds(100), Gap = Microseconds(10) }, "topic:t:sub"));
        rig.LoadAndStart(2, Guests.Reads, Supervised(new SupervisionOptions { Period = Microseconds(100), Gap = Microseconds(10) }, "topic:t:queue"));
        rig.RunUntil(150);
        // Five at a time: the queue takes four, and the fifth is told to be one too many.
        CollectionAssert.AreEqual(new[] { 0, 0, 0, 0, -(int)Status.Full }, Enumerable.Range(0, 5).Select(i => rig.Word(0, 100 + (4 * i))).ToArray());
        Assert.AreEqual((1, 4, 5), (rig.Word(1, 0), rig.Word(1, 4), rig.Word(1, 100)));
        Assert.AreEqual(1U, rig.Guest(2)->MessagesLost);
        Assert.AreEqual(1, rig.Word(2, 100));
    }

    [TestMethod]
    public void A_topic_that_was_not_granted_can_be_neither_opened_nor_written_nor_read()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Publishes, Supervised(new SupervisionOptions { Period = Microseconds(100) }, "topic:other:pub"));
        rig.LoadAndStart(1, Guests.Reads, Supervised(new SupervisionOptions { Period = Microseconds(100), Gap = Microseconds(10) }, "topic:t:queue"));
        rig.RunUntil(500);
        Assert.AreEqual(-(int)Status.NotGranted, rig.Word(0, 100));
        Assert.AreEqual(0, rig.Word(1, 0));
    }

    [TestMethod]
    public void Unloading_gives_all_memory_back_however_often_it_happens()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter);
        int used = rig.Supervisor.Region.UsedBytes;
        int peak = 0;
        for (int i = 0; i < 200; i++)
        {
            rig.LoadAndStart(1, i % 2 == 0 ? Guests.Listens : Guests.Reads, Supervised(SupervisionOptions.None, "gpio:PE3", "topic:t:sub"));
            rig.RunUntil((ulong)i + 1);
            rig.Supervisor.Unload(1);
            Assert.AreEqual(used, rig.Supervisor.Region.UsedBytes);
            if (i == 10) peak = rig.Supervisor.Region.PeakBytes;
        }

        Assert.AreEqual(peak, rig.Supervisor.Region.PeakBytes);
        Assert.AreEqual(Status.Ok, rig.Supervisor.Region.Check());
    }

    [TestMethod]
    public void A_restart_leaves_nothing_of_the_life_before()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
        rig.RunUntil(1000);
        Assert.AreEqual(100, rig.Word(0, 0));
        Assert.AreEqual(Status.Ok, rig.Supervisor.Stop(0));
        rig.RunUntil(2000);
        Assert.AreEqual(100, rig.Word(0, 0), "it can be looked at");
        Assert.AreEqual(Status.Ok, rig.Supervisor.Start(0));
        rig.RunUntil(2100);
        Assert.AreEqual(10, rig.Word(0, 0));
    }

    [TestMethod]
    public void A_rig_holds_time_and_lets_it_pass()
    {
        using SupervisorRig rig = new();
        rig.LoadAndStart(0, Guests.Counter, Supervised(new SupervisionOptions { Period = Microseconds(10) }));
        rig.RunUntil(100);
        ulong start = rig.Supervisor.Now;
        _ = rig.Supervisor.Advance(0, isStepped: true);
        rig.Now += 500 * SupervisorRig.Millisecond;
        for (int i = 0; i < 10; i++) _ = rig.Supervisor.Poll();
        Assert.AreEqual((start, 10), (rig.Supervisor.Now, rig.Word(0, 0)));
        _ = rig.Supervisor.Advance(10 * SupervisorRig.Millisecond, isStepped: true);
        _ = rig.Supervisor.Poll();
        Assert.IsTrue(rig.Supervisor.Now == start + (10 * SupervisorRig.Millisecond) && rig.Supervisor.Reached < rig.Supervisor.Now, "its tick is still due");
        Assert.IsFalse(rig.Supervisor.IsHeld);
        _ = rig.Supervisor.Poll();
        Assert.AreEqual(rig.Supervisor.Now, rig.Supervisor.Reached);
        ulong target = rig.Supervisor.Advance(25 * SupervisorRig.Millisecond, isStepped: true);
        for (int i = 0; i < 20; i++) _ = rig.Supervisor.Poll();
        Assert.AreEqual((start + (35 * SupervisorRig.Millisecond), target, 13), (rig.Supervisor.Now, target, rig.Word(0, 0)));
        Assert.IsTrue(rig.Supervisor.IsHeld);
        _ = rig.Supervisor.Advance(0, isStepped: false);
        rig.RunUntil(700);
        Assert.AreEqual(0U, rig.Guest(0)->DeadlineMisses);
        Assert.IsTrue(rig.Word(0, 0) >= 22);
    }

    [TestMethod]
    [DataRow("gpio:PE0:out", "gpio:PE0:out", Status.AlreadyTaken)]
    [DataRow("gpio:PE0:out", "gpio:PE0", Status.AlreadyTaken)]
    [DataRow("gpio:PE0:out", "gpio", Status.AlreadyTaken)]
    [DataRow("gpio:PE0:out", "gpio:PE1:out", Status.Ok)]
    [DataRow("gpio:PE0:out", "gpio:PE0:in", Status.Ok)]
    public void No_two_guests_drive_the_same_pin(string first, string second, Status expected)
    {
        using SupervisorRig rig = new();
        Assert.AreEqual(Status.Ok, rig.Load(0, Guests.DrivesAndTraps, Supervised(SupervisionOptions.None, first)));
        Assert.AreEqual(expected, rig.Load(1, Guests.DrivesAndTraps, Supervised(SupervisionOptions.None, second)));
        rig.Supervisor.Unload(0);
        if (expected != Status.Ok) Assert.AreEqual(Status.Ok, rig.Load(1, Guests.DrivesAndTraps, Supervised(SupervisionOptions.None, second)));
    }

    [TestMethod]
    public void A_guest_that_waits_by_itself_and_one_without_anything_to_call_are_refused()
    {
        using SupervisorRig rig = new();
        Assert.AreEqual(Status.NotSupported, rig.Load(0, "(memory 1) (func (export \"_start\"))", new PackageOptions()));
        Assert.AreEqual(Status.ExportMismatch, rig.Load(0, "(memory 1) (func (export \"nf_tick\"))", new PackageOptions()));
        Assert.AreEqual(Status.NotFound, rig.Supervisor.Start(0));
        Assert.AreEqual(0, rig.Supervisor.Region.UsedBytes);
    }

    [TestMethod]
    public void What_does_not_fit_in_memory_is_refused_and_takes_none()
    {
        using SupervisorRig rig = new(options => options with { RegionBytes = 128 * 1024 });
        List<Status> statuses = [];
        for (int place = 0; place < SupervisorRig.Places; place++)
        {
            int used = rig.Supervisor.Region.UsedBytes;
            statuses.Add(rig.Load(place, Guests.Counter, new PackageOptions()));
            if (statuses[^1] != Status.Ok) Assert.AreEqual(used, rig.Supervisor.Region.UsedBytes);
        }

        Assert.AreEqual(Status.Ok, statuses[0]);
        Assert.AreEqual(Status.OutOfMemory, statuses[^1]);
    }
}
