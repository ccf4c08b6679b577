using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>What the server makes of frames, one by one.</summary>
[TestClass]
public sealed class SessionTests
{
    private readonly World _world = new();

    private HostState State => _world.State;

    private List<(FrameHeader Header, byte[] Payload)> Send(params byte[][] frames)
    {
        foreach (byte[] frame in frames) _world.ToTarget.Put(Frames.Line(frame));
        for (int i = 0; i < 10; i++) Assert.AreEqual(Status.Ok, _world.Step());
        return Frames.Open(_world.ToClient.TakeAll());
    }

    private static byte[] Hello(uint nonce) => Frames.Request(MessageType.Hello, 0, 0, new HelloRequest { Nonce = nonce });

    private static byte[] Start(uint session, uint sequence, byte place = 0) =>
        Frames.Request(MessageType.Start, session, sequence, new GuestPlace { Place = place });

    private uint Open(uint nonce)
    {
        (FrameHeader header, byte[] payload) = Send(Hello(nonce)).Single();
        Assert.AreEqual((FrameKind.Answer, MessageType.Hello, Status.Ok), (header.Kind, header.Type, header.Status));
        Assert.AreEqual(Status.Ok, MessageCodec.Read(payload, out HelloAnswer answer, out _));
        Assert.AreEqual((nonce, (ushort)FrameCodec.PayloadBytesMax), (answer.Nonce, answer.PayloadBytesMax));
        return answer.Session;
    }

    private void Changed(params string[] journal) => CollectionAssert.AreEqual(journal, State.Journal);

    [TestMethod]
    public void A_request_is_done_once_and_answered_each_time_it_comes()
    {
        uint session = Open(1);
        List<(FrameHeader Header, byte[] Payload)> answers = Send(Start(session, 1), Start(session, 1), Start(session, 1));
        Assert.HasCount(3, answers);
        Assert.IsTrue(answers.All(answer => answer.Header is { Kind: FrameKind.Answer, Status: Status.Ok, Sequence: 1 }));
        Changed("Start 0");
        Assert.AreEqual((1u, 2u), (_world.Counters.Executed, _world.Counters.Repeated));
    }

    [TestMethod]
    public void Another_request_with_a_number_that_was_used_is_dropped()
    {
        uint session = Open(1);
        Send(Start(session, 1));
        Assert.IsEmpty(Send(Start(session, 1, place: 2)));
        Changed("Start 0");
    }

    [TestMethod]
    [DataRow(1u, true)]
    [DataRow(8u, true)]
    [DataRow(9u, false)]
    [DataRow(0u, false)]
    [DataRow(uint.MaxValue, false)]
    [DataRow(0x8000_0000u, false)]
    public void The_window_of_sequence_numbers(uint ahead, bool isTaken)
    {
        uint session = Open(1);
        Send(Start(session, 5, place: 1));
        int answers = Send(Start(session, unchecked(5 + ahead))).Count;
        Assert.AreEqual((isTaken ? 1 : 0, isTaken ? 2 : 1), (answers, State.Journal.Count));
        Assert.AreEqual(isTaken ? 0u : 1u, _world.Counters.Replayed);
    }

    [TestMethod]
    public void Old_requests_of_the_session_are_dropped()
    {
        uint session = Open(1);
        byte[][] requests = [.. Enumerable.Range(1, 20).Select(number => Start(session, (uint)number))];
        foreach (byte[] request in requests) Send(request);
        Assert.IsEmpty(Send(requests[..19]));
        Assert.HasCount(20, State.Journal);
    }

    [TestMethod]
    public void A_session_that_was_ended_stays_so()
    {
        uint first = Open(1);
        Send(Start(first, 1));
        uint second = Open(2);
        Assert.AreNotEqual(first, second);
        Send(Start(second, 1, place: 1));
        (FrameHeader header, _) = Send(Start(first, 2)).Single();
        Assert.AreEqual((FrameKind.Refusal, Status.SessionEnded, first, 2u), (header.Kind, header.Status, header.Session, header.Sequence));
        Changed("Start 0", "Start 1");
    }

    [TestMethod]
    public void A_hello_alone_does_not_end_a_session()
    {
        uint session = Open(1);
        Send(Start(session, 1));
        Open(77);
        Assert.AreEqual(FrameKind.Answer, Send(Start(session, 2)).Single().Header.Kind);
    }

    [TestMethod]
    public void A_hello_that_comes_twice_offers_the_same()
    {
        uint session = Open(1);
        Assert.AreEqual(session, Open(1));
        Send(Start(session, 1));
        Assert.AreEqual(session, Open(1));
        Assert.IsEmpty(Send(Start(session, 0)), "the session did not begin anew");
    }

    [TestMethod]
    public void Sessions_are_numbered_from_the_first_on_without_0()
    {
        _world.RestartServer(uint.MaxValue);
        uint[] sessions = [Open(1), Open(2), Open(3)];
        CollectionAssert.AreEqual(new uint[] { uint.MaxValue, 1, 2 }, sessions);
    }

    [TestMethod]
    public void Requests_from_before_a_restart_mean_nothing()
    {
        uint session = Open(1);
        byte[] request = Start(session, 1);
        Send(request);
        _world.RestartServer(500);
        Assert.AreEqual(Status.SessionEnded, Send(request).Single().Header.Status);
        uint next = Open(2);
        Send(Start(next, 1, place: 2));
        Assert.AreEqual(FrameKind.Refusal, Send(request).Single().Header.Kind);
        Changed("Start 0", "Start 2");
    }

    [TestMethod]
    public void Without_a_session_nothing_is_done()
    {
        Assert.IsTrue(Send(Start(0, 0), Start(0, 1), Start(100, 1)).All(frame => frame.Header.Kind == FrameKind.Refusal));
        Assert.AreEqual(0, State.Calls);
    }

    [TestMethod]
    public void A_hello_that_is_not_in_the_form_is_refused()
    {
        foreach (byte[] hello in new[]
        {
            Hello(0),
            Frames.Request(MessageType.Hello, 4, 0, new HelloRequest { Nonce = 1 }),
            Frames.Request(MessageType.Hello, 0, 1, new HelloRequest { Nonce = 1 }),
            Frames.Request(MessageType.Hello, 0, 0, default(EmptyMessage)),
        })
        {
            FrameHeader header = Send(hello).Single().Header;
            Assert.AreEqual((FrameKind.Refusal, Status.InvalidArgument), (header.Kind, header.Status));
        }
    }

    [TestMethod]
    public void Another_version_is_told_so()
    {
        byte[] frame = Hello(1)[..^Crc32.Bytes];
        frame[0] = 2;
        (FrameHeader header, _) = Send(Frames.WithCheck(frame)).Single();
        Assert.AreEqual((FrameKind.Refusal, Status.NotSupported, MessageType.None), (header.Kind, header.Status, header.Type));
        Assert.AreEqual(1u, _world.Counters.OtherVersions);
    }

    [TestMethod]
    public void Unknown_types_and_payloads_not_in_the_form_are_answered_and_reach_nothing()
    {
        uint session = Open(1);
        uint sequence = 0;
        for (int type = 0; type < 256; type++)
        {
            if ((MessageType)type is MessageType.Hello or MessageType.Log or MessageType.Telemetry) continue;
            bool isKnown = Enum.IsDefined((MessageType)type) && type != 0;
            // No message is this long without a tail, and no tail of 272 bytes is allowed.
            byte[] content = new byte[FrameHeader.Bytes + FrameCodec.PayloadBytesMax];
            byte[] header = Frames.Request((MessageType)type, session, ++sequence, default(EmptyMessage));
            header.AsSpan(0, FrameHeader.Bytes).CopyTo(content);
            BitConverter.TryWriteBytes(content.AsSpan(12), (ushort)FrameCodec.PayloadBytesMax);
            Status status = Send(Frames.WithCheck(content)).Single().Header.Status;
            Assert.AreEqual(isKnown ? Status.InvalidArgument : Status.NotSupported, status, $"type {type}");
        }

        Assert.AreEqual(0, State.Calls);
    }

    [TestMethod]
    public void Pieces_out_of_place_or_too_long_are_not_taken()
    {
        uint session = Open(1);
        State.Window = _ => 100;
        byte[] Piece(uint sequence, uint offset, int count) =>
            Frames.Request(MessageType.UploadChunk, session, sequence, new UploadPiece { Offset = offset }, new byte[count]);
        Assert.AreEqual(Status.NotFound, Send(Piece(1, 0, 5)).Single().Header.Status);
        Send(Frames.Request(MessageType.UploadBegin, session, 2, new UploadPlan { Size = 150 }));
        uint number = 3;
        (uint Offset, int Count)[] pieces =
            [(1, 5), (0, 101), (100, 1), (uint.MaxValue, 2), (0, 100), (0, 100), (100, 51), (100, 50)];
        foreach ((uint offset, int count) in pieces)
            Assert.AreEqual(Status.Ok, Send(Piece(number++, offset, count)).Single().Header.Status);
        Assert.AreEqual(Status.InvalidArgument, Send(Piece(number, 150, 0)).Single().Header.Status);
        Changed("begin 0 150", "write 0 100", "write 100 50");
    }

    [TestMethod]
    public void An_answer_goes_before_a_stream_frame_that_is_half_sent()
    {
        uint session = Open(1);
        Send(Frames.Request(MessageType.Subscribe, session, 1, new Subscription { Logs = true }));
        State.Logs.Enqueue((LogLevel.Info, "a text of some length"));
        _world.ToClient.Room = 12;
        Assert.AreEqual(Status.Ok, _world.Step());
        Assert.AreEqual(12, _world.ToClient.Count, "half of the text is out");
        _world.ToTarget.Put(Frames.Line(Start(session, 2)));
        Assert.AreEqual(Status.Ok, _world.Step());
        Changed("Start 0");
        _world.ToClient.Room = int.MaxValue;
        List<(FrameHeader Header, byte[] Payload)> frames = Send();
        CollectionAssert.AreEqual(new[] { FrameKind.Answer, FrameKind.Stream }, frames.Select(frame => frame.Header.Kind).ToArray());
        Assert.AreEqual("a text of some length", Encoding.UTF8.GetString(frames[1].Payload[LogEntry.Bytes..]));
    }

    [TestMethod]
    public void While_an_answer_is_on_its_way_no_request_is_taken()
    {
        uint session = Open(1);
        _world.ToClient.Room = 10;
        Assert.IsEmpty(Send(Start(session, 1), Start(session, 2), Start(session, 3)));
        Changed("Start 0");
        _world.ToClient.Room = int.MaxValue;
        Send();
        Changed("Start 0", "Start 0", "Start 0");
    }
}
