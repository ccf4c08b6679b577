using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

using Client = ControlClient<ClientLine, WorldClock, ListSink>;

/// <summary>Client and server together on a line without faults.</summary>
[TestClass]
public sealed class ClientTests
{
    private readonly World _world = new();
    private readonly List<string> _streamed = [];
    private readonly byte[] _tail = new byte[FrameCodec.PayloadBytesMax];
    private Client _client;

    [TestInitialize]
    public void Connect()
    {
        _client = new Client(new ClientLine(_world), new WorldClock(_world), new ListSink(_streamed));
        Assert.AreEqual(Status.Ok, _client.Connect(9, out HelloAnswer hello));
        Assert.AreEqual(9u, hello.Nonce);
    }

    private string Tail(int bytes) => Encoding.ASCII.GetString(_tail, 0, bytes);

    [TestMethod]
    public void Everything_can_be_asked()
    {
        Status status = _client.Ask(MessageType.Info, default(EmptyMessage), default, out TargetInfo info, _tail, out int bytes);
        Assert.AreEqual(
            (Status.Ok, FakeHost.Board, (ushort)3, ResetCause.Watchdog, 77UL),
            (status, Tail(bytes), info.Patch, info.Reset, info.UptimeNanoseconds));

        List<string> guests = [];
        for (byte place = 0; place < info.Places; place++)
        {
            status = _client.Ask(MessageType.Guest, new GuestPlace { Place = place }, default, out GuestInfo guest, _tail, out bytes);
            Assert.AreEqual(
                (Status.Ok, GuestState.Running, Status.TrapOutOfFuel, 9UL),
                (status, guest.State, guest.LastFault, guest.Runs));
            guests.Add(Tail(bytes));
        }

        CollectionAssert.AreEqual(new[] { "guest-0", "guest-1", "guest-2" }, guests);
        status = _client.Ask(MessageType.Guest, new GuestPlace { Place = 3 }, default, out GuestInfo _, _tail, out _);
        Assert.AreEqual(Status.OutOfRange, status);
        status = _client.Ask(MessageType.Budget, new BudgetQuery { Crate = 5 }, default, out BudgetInfo budget, default, out _);
        Assert.AreEqual(
            (Status.Ok, (byte)5, 1000u, 400u, 700u, 2u),
            (status, budget.Crate, budget.LimitBytes, budget.RemainingBytes, budget.PeakBytes, budget.Refusals));
        Assert.AreEqual(Status.Ok, _client.Ask(MessageType.Crash, out CrashRecord crash));
        Assert.AreEqual(
            (Status.TrapUnreachable, 3u, 9u, 1u, 0x44u),
            (crash.Fault, crash.Boots, crash.HostLink, crash.Backtrace.Count, crash.Backtrace.Frames[0].ModuleOffset));
        Assert.AreEqual(Status.Ok, _client.Ask(MessageType.Counters, out ControlCounters counters));
        Assert.AreEqual((9u, 8u, 0u), (counters.Frames, counters.Executed, counters.Repeated));
        Assert.AreEqual(0u, _client.Retries);
    }

    [TestMethod]
    public void Commands_arrive_in_order()
    {
        MessageType[] commands =
        [
            MessageType.Activate, MessageType.Confirm, MessageType.RollBack, MessageType.Start, MessageType.Stop, MessageType.Restart,
            MessageType.Remove,
        ];
        foreach (MessageType command in commands) Assert.AreEqual(Status.Ok, _client.Command(command, 1));
        Assert.AreEqual(Status.OutOfRange, _client.Command(MessageType.Start, 200));
        Assert.AreEqual(Status.Ok, _client.Ask(MessageType.Post, new GuestPost { Place = 2 }, "hi"u8, out EmptyMessage _, default, out _));
        CollectionAssert.AreEqual(commands.Select(command => $"{command} 1").Append("post 2 hi").ToArray(), _world.State.Journal);
    }

    [TestMethod]
    public void Clock_and_memory()
    {
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.ClockSet, new ClockTime { UnixNanoseconds = 1UL << 60 }));
        Assert.AreEqual(Status.Ok, _client.Ask(MessageType.ClockGet, out ClockTime time));
        Assert.AreEqual(1UL << 60, time.UnixNanoseconds);

        Status Read(byte place, uint address, ushort count, out int bytes)
        {
            MemoryQuery query = new() { Place = place, Address = address, Count = count };
            return _client.Ask(MessageType.Memory, query, default, out MemoryPiece _, _tail, out bytes);
        }

        Assert.AreEqual(Status.Ok, Read(0, 1000, 256, out int taken));
        Assert.AreEqual(256, taken);
        for (int i = 0; i < taken; i++) Assert.AreEqual((byte)(1000 + i), _tail[i]);
        Assert.AreEqual(Status.Busy, Read(1, 0, 1, out _));
        Assert.AreEqual(Status.OutOfRange, Read(0, 65535, 2, out _));
        Assert.AreEqual(Status.InvalidArgument, Read(0, 0, 0, out _));
        Assert.AreEqual(Status.InvalidArgument, Read(0, 0, 257, out _));
    }

    [TestMethod]
    public void A_rig_steps_time_and_compares_traces()
    {
        AdvanceRequest request = new() { Nanoseconds = 1UL << 40, IsStepped = true };
        Status status = _client.Ask(MessageType.Advance, request, default, out AdvanceAnswer answer, default, out _);
        Assert.AreEqual((Status.Ok, 77 + (1UL << 40)), (status, answer.UptimeNanoseconds));
        status = _client.Ask(MessageType.Trace, new GuestPlace { Place = 2 }, default, out GuestTrace trace, default, out _);
        Assert.AreEqual((Status.Ok, (byte)2, 4UL, 5UL), (status, trace.Place, trace.Ticks, trace.Lines));
        CollectionAssert.AreEqual(SHA256.HashData([2]), ((ReadOnlySpan<byte>)trace.Digest).ToArray());
        status = _client.Ask(MessageType.Trace, new GuestPlace { Place = 3 }, default, out GuestTrace _, default, out _);
        Assert.AreEqual(Status.OutOfRange, status);
        CollectionAssert.AreEqual(new[] { $"advance {1UL << 40} True" }, _world.State.Journal);
    }

    [TestMethod]
    public void A_rig_changes_what_devices_sense_and_looks_at_them()
    {
        Stimulus stimulus = new() { Kind = (byte)ScenarioEventKind.Temperature, Target = 0x48, Value = unchecked((uint)-5500) };
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.Stimulus, stimulus));
        CollectionAssert.AreEqual(new[] { "stimulus 1 72 -5500" }, _world.State.Journal);
        _world.State.Refusals[MessageType.Stimulus] = Status.NotSupported;
        Assert.AreEqual(Status.NotSupported, _client.Tell(MessageType.Stimulus, stimulus));

        Status status = _client.Ask(MessageType.Pin, new PinQuery { Pin = 41 }, default, out PinLevel level, default, out _);
        Assert.AreEqual((Status.Ok, (byte)41, true), (status, level.Pin, level.IsHigh));
        status = _client.Ask(MessageType.Pin, new PinQuery { Pin = 64 }, default, out PinLevel _, default, out _);
        Assert.AreEqual(Status.PinNotFound, status);

        Status Look(ushort offset, ushort count, out int bytes) =>
            _client.Ask(MessageType.Display, new DisplayQuery { Offset = offset, Count = count }, default, out DisplayPiece _, _tail, out bytes);

        Assert.AreEqual((Status.Ok, 256), (Look(0, 256, out int whole), whole));
        Assert.AreEqual((Status.Ok, 44), (Look(256, 256, out int rest), rest));
        Assert.AreEqual(unchecked((byte)256), _tail[0]);
        Assert.AreEqual(Status.OutOfRange, Look(300, 1, out _));
        Assert.AreEqual(Status.InvalidArgument, Look(0, 0, out _));
        Assert.AreEqual(Status.InvalidArgument, Look(0, 257, out _));
    }

    [TestMethod]
    public void A_target_can_be_restarted()
    {
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.Reset, default(EmptyMessage)));
        CollectionAssert.AreEqual(new[] { "reset" }, _world.State.Journal);
        Assert.AreEqual(
            Status.InvalidArgument,
            _client.Ask(MessageType.Reset, new GuestPlace { Place = 0 }, default, out EmptyMessage _, default, out _));
    }

    [TestMethod]
    public void What_was_subscribed_comes_and_nothing_else()
    {
        _world.State.Logs.Enqueue((LogLevel.Error, "before"));
        Assert.AreEqual(Status.Ok, _client.Listen(50_000_000));
        Assert.IsEmpty(_streamed);
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.Subscribe, new Subscription { Logs = true, LevelMin = LogLevel.Warning }));
        _world.State.Logs.Enqueue((LogLevel.Info, "too little"));
        _world.State.Logs.Enqueue((LogLevel.Warning, new string('x', 256)));
        Assert.AreEqual(Status.Ok, _client.Listen(50_000_000));
        CollectionAssert.AreEqual(new[] { "Error before", "Warning " + new string('x', 256) }, _streamed);
        Assert.AreEqual(0u, _client.StreamsLost);
    }

    [TestMethod]
    public void Telemetry_of_every_guest_comes_once_a_period()
    {
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.Subscribe, new Subscription { TelemetryMilliseconds = 100 }));
        Assert.AreEqual(Status.Ok, _client.Listen(90_000_000));
        _streamed.Clear();
        Assert.AreEqual(Status.Ok, _client.Listen(1_000_000_000));
        // Place 1 is empty.
        Assert.AreEqual((10, 10, 20), (Count("telemetry 0"), Count("telemetry 2"), _streamed.Count));
        int Count(string line) => _streamed.Count(streamed => streamed == line);
    }

    [TestMethod]
    public void A_flood_of_messages_does_not_hold_up_an_answer()
    {
        Assert.AreEqual(Status.Ok, _client.Tell(MessageType.Subscribe, new Subscription { Logs = true }));
        for (int i = 0; i < 2000; i++) _world.State.Logs.Enqueue((LogLevel.Info, $"text {i}"));
        ulong start = _world.Now;
        for (int i = 0; i < 50; i++) Assert.AreEqual(Status.Ok, _client.Command(MessageType.Start, 0));
        // A step is a millisecond: asked in one, answered in the next.
        Assert.IsLessThan(start + 150_000_000, _world.Now);
        Assert.AreEqual(0u, _client.Retries);
        Assert.AreEqual(Status.Ok, _client.Listen(3_000_000_000));
        CollectionAssert.AreEqual(Enumerable.Range(0, 2000).Select(i => $"Info text {i}").ToArray(), _streamed);
    }

    [TestMethod]
    public void A_target_that_restarted_is_noticed()
    {
        _world.RestartServer(700);
        Assert.AreEqual(Status.SessionEnded, _client.Command(MessageType.Start, 0));
        Assert.IsFalse(_client.IsConnected);
        Assert.AreEqual(Status.SessionEnded, _client.Command(MessageType.Start, 0));
        Assert.AreEqual(Status.Ok, _client.Connect(10, out _));
        Assert.AreEqual(Status.Ok, _client.Command(MessageType.Start, 0));
        Assert.HasCount(1, _world.State.Journal);
    }

    [TestMethod]
    public void A_target_that_never_answers_is_given_up()
    {
        _world.ToClient.Room = 0;
        ulong start = _world.Now;
        Assert.AreEqual(Status.TimedOut, _client.Command(MessageType.Start, 0));
        Assert.AreEqual(7u, _client.Retries);
        Assert.IsLessThan(start + 4_100_000_000, _world.Now);
        Assert.HasCount(1, _world.State.Journal);
    }

    [TestMethod]
    public void Both_ends_are_as_small_as_they_say()
    {
        // As docs/PROTOCOL.md has it; host, line, clock and sink are a reference each here.
        Assert.IsLessThanOrEqualTo(1400, Unsafe.SizeOf<ControlServer<FakeHost>>());
        Assert.IsLessThanOrEqualTo(1080, Unsafe.SizeOf<Client>());
    }

    [TestMethod]
    public void A_line_that_breaks_says_so()
    {
        _world.StepsLeft = 0;
        Assert.AreEqual(Status.IoError, _client.Command(MessageType.Start, 0));
    }
}
