using System.Runtime.CompilerServices;
using Nf.FirmwareHost;

namespace Nf.OnTarget;

/// <summary>What guests are told of: a timer, messages, topics; and what finds no room.</summary>
internal static unsafe class TopicSelfTests
{
    private const int Listener = 1;

    // Where listens.wat writes: events, the length of a message, what came of topics.
    private const int Events = 16;
    private const int EventBytes = 12;
    private const int MessageLength = 636;
    private const int TopicMessages = 512;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("supervision.events-timer-and-message"u8, &TimerAndMessage, ref report);
        SelfTests.Run("supervision.events-lost"u8, &Lost, ref report);
        SelfTests.Run("supervision.events-topics"u8, &Topics, ref report);
    }

    private static void TimerAndMessage(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(Listener, "listens"u8, ref check);
        SupervisionRig.RunUntil(20, ref check);
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Post(Listener, "hello"u8));
        check.Equal(Status.Full, SupervisionRig.Supervisor.Post(Listener, "again"u8));
        SupervisionRig.RunUntil(34, ref check);
        ExpectEvent(0, EventKind.Message, 0, 5, ref check);
        check.Equal(5, SupervisionRig.Word(Listener, MessageLength));
        check.Equal(1, SupervisionRig.Word(Listener, 0));
        SupervisionRig.RunUntil(36, ref check);
        ExpectEvent(1, EventKind.Timer, 0, 1, ref check);
        check.Equal(Status.Ok, SupervisionRig.Supervisor.Post(Listener, "again"u8));
        check.Equal(Status.NotFound, SupervisionRig.Supervisor.Post(0, "nobody"u8));
    }

    // Ten edges at once: eight wait, two are counted, and so is the timer, which runs out while all wait.
    private static void Lost(ref Check check)
    {
        const int Edges = 10;
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(Listener, "listens"u8, ref check);
        SupervisionRig.RunUntil(1, ref check);
        ref SupervisedGuest guest = ref SupervisionRig.Supervisor[Listener];
        for (int i = 0; i < Edges; i++)
        {
            GuestEvent edge = new() { Kind = EventKind.PinEdge, Source = i, Value = 1, AtNanoseconds = SupervisionRig.Now };
            check.Equal(i < GuestEvents.QueueMax ? Status.Ok : Status.Full, guest.Events.Add(in edge));
        }

        SupervisionRig.RunUntil(4, ref check);
        check.Equal(1, SupervisionRig.Word(Listener, 0));
        SupervisionRig.RunUntil(100, ref check);
        check.Equal(GuestEvents.QueueMax + 1, SupervisionRig.Word(Listener, 0));
        check.Equal(Edges - GuestEvents.QueueMax, guest.Events.Lost);
        for (int i = 0; i < GuestEvents.QueueMax; i++) ExpectEvent(i, EventKind.PinEdge, i, 1, ref check);
        check.Equal(Status.Ok, SupervisionRig.Host.ReadTelemetry(Listener, out GuestTelemetry telemetry));
        check.Equal(Edges - GuestEvents.QueueMax, telemetry.EventsLost);
    }

    // Five messages each at once: of one topic the newest is kept; the queue of the other takes four, and the fifth is told to be too many.
    private static void Topics(ref Check check)
    {
        SupervisionRig.Begin(ref check);
        SupervisionRig.Run(0, "publishes"u8, ref check);
        SupervisionRig.Run(Listener, "listens"u8, ref check);
        SupervisionRig.RunUntil(150, ref check);
        for (int i = 0; i < 5; i++)
        {
            check.Equal(0, SupervisionRig.Word(0, 100 + (4 * i)));
            check.Equal(i < 4 ? 0 : -(int)Status.Full, SupervisionRig.Word(0, 120 + (4 * i)));
        }

        check.Equal(3, SupervisionRig.Word(Listener, 0));
        ExpectEvent(1, EventKind.Topic, 0, 1, ref check);
        ExpectEvent(2, EventKind.Topic, 1, 4, ref check);
        check.Equal(5, SupervisionRig.Word(Listener, TopicMessages));
        for (int i = 1; i <= 4; i++) check.Equal(i, SupervisionRig.Word(Listener, TopicMessages + (4 * i)));
        check.Equal(1, SupervisionRig.Supervisor[Listener].MessagesLost);
        SupervisionRig.RunUntil(250, ref check);
        check.Equal(2, SupervisionRig.Supervisor[Listener].MessagesLost);
        check.Equal(10, SupervisionRig.Word(Listener, TopicMessages + 20));
        check.Equal(6, SupervisionRig.Word(Listener, TopicMessages + 24));
    }

    private static void ExpectEvent(
        int index, EventKind kind, int source, int value, ref Check check, [CallerLineNumber] int line = 0)
    {
        int at = Events + (index * EventBytes);
        check.Equal((long)kind, SupervisionRig.Word(Listener, at), line);
        check.Equal(source, SupervisionRig.Word(Listener, at + 4), line);
        check.Equal(value, SupervisionRig.Word(Listener, at + 8), line);
    }
}
