using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>
/// Whatever comes over the line, the server neither stops nor does anything that its client did not ask for; and between all of it the
/// client is served.
/// </summary>
[TestClass]
public sealed class HostileTests
{
    private const int FrameCount = 1_000_000;
    private const int FramesBetweenRequests = 500;

    /// <summary>.NET itself allocates when code runs for the first time.</summary>
    private const int FramesUntilWarm = 1000;

    /// <summary>A line that is fed from an array; what is written to it is counted and dropped.</summary>
    private sealed class Feed
    {
        public byte[] Bytes = [];
        public int At;
        public long Written;
        public List<byte>? Kept;
    }

    private readonly struct FeedLine(Feed feed, Random random) : IByteLine
    {
        public Status Read(Span<byte> buffer, out int bytes)
        {
            bytes = Math.Min(random.Next(1, buffer.Length + 1), feed.Bytes.Length - feed.At);
            feed.Bytes.AsSpan(feed.At, bytes).CopyTo(buffer);
            feed.At += bytes;
            return Status.Ok;
        }

        public Status Write(ReadOnlySpan<byte> data, out int bytes)
        {
            bytes = data.Length;
            feed.Written += bytes;
            feed.Kept?.AddRange(data);
            return Status.Ok;
        }
    }

    /// <summary>A server in the middle of a session and of an upload, and a record of all frames that made it so.</summary>
    private sealed class Scene
    {
        private readonly Feed _feed = new();
        private readonly FeedLine _line;
        private readonly FakeHost _host;
        private ControlServer<FakeHost> _server;
        private ulong _now;

        public Scene(int seed)
        {
            Random = new Random(seed);
            _line = new FeedLine(_feed, Random);
            _host = new FakeHost(State);
            _server.Initialize(0x5e55_0000);
            Record(nonce: 11);
            Record(nonce: 12);
        }

        public Random Random { get; }

        public HostState State { get; } = new();

        /// <summary>Frames as they went over the line, of a session that is over and of the current one.</summary>
        public List<byte[]> Recorded { get; } = [];

        public uint Session { get; private set; }

        public uint Sequence { get; private set; }

        public ControlCounters Counters => _server.Counters;

        /// <summary>Lets the server take some bytes.</summary>
        /// <returns>Managed bytes that were allocated by it.</returns>
        public long Put(byte[] bytes)
        {
            _feed.Bytes = bytes;
            _feed.At = 0;
            FakeHost host = _host;
            FeedLine line = _line;
            long allocated = 0;
            for (int polls = 0; _feed.At < bytes.Length || polls < 3; polls++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Status status = _server.Poll(ref host, ref line, _now += 1_000_000);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.AreEqual(Status.Ok, status);
                Assert.IsLessThan(100_000, polls);
            }

            return allocated;
        }

        public (FrameHeader Header, byte[] Payload) Ask(byte[] line)
        {
            _feed.Kept = [];
            Put(line);
            List<byte> answer = _feed.Kept;
            _feed.Kept = null;
            return Frames.Open(answer).Single();
        }

        public byte[] Request<T>(MessageType type, T message, ReadOnlySpan<byte> tail = default)
            where T : struct, IControlMessage
            => Frames.Line(Frames.Request(type, Session, ++Sequence, message, tail));

        private void Record(uint nonce)
        {
            byte[] hello = Frames.Line(Frames.Request(MessageType.Hello, 0, 0, new HelloRequest { Nonce = nonce }));
            Assert.AreEqual(Status.Ok, MessageCodec.Read(Ask(hello).Payload, out HelloAnswer answer, out _));
            Session = answer.Session;
            Sequence = 0;
            byte[][] requests =
            [
                Request(MessageType.Info, default(EmptyMessage)),
                Request(MessageType.Guest, new GuestPlace { Place = 1 }),
                Request(MessageType.UploadBegin, new UploadPlan { Place = 1, Size = 50_000 + nonce }),
                Request(MessageType.UploadChunk, new UploadPiece { Offset = 0 }, new byte[256]),
                Request(MessageType.UploadChunk, new UploadPiece { Offset = 256 }, Enumerable.Repeat((byte)0xa5, 256).ToArray()),
                .. Enumerable.Range((int)MessageType.Activate, 7).Select(type => Request((MessageType)type, new GuestPlace { Place = 2 })),
                Request(MessageType.Post, new GuestPost { Place = 0 }, "a message"u8),
                Request(MessageType.Memory, new MemoryQuery { Address = 64, Count = 256 }),
                Request(MessageType.ClockSet, new ClockTime { UnixNanoseconds = nonce }),
                Request(MessageType.Advance, new AdvanceRequest { Nanoseconds = nonce }),
                Request(MessageType.Trace, new GuestPlace { Place = 1 }),
                Request(MessageType.Reset, default(EmptyMessage)),
                Request(MessageType.Subscribe, default(Subscription)),
            ];
            foreach (byte[] request in requests) Assert.AreEqual(Status.Ok, Ask(request).Header.Status);
            Recorded.Add(hello);
            Recorded.AddRange(requests);
        }
    }

    private static byte[] RandomBytes(Scene scene)
    {
        byte[] bytes = new byte[scene.Random.Next(1, 400)];
        scene.Random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Replayed(Scene scene) => scene.Recorded[scene.Random.Next(scene.Recorded.Count)];

    private static byte[] Mutated(Scene scene)
    {
        byte[] bytes = (byte[])Replayed(scene).Clone();
        for (int i = scene.Random.Next(1, 6); i > 0; i--)
        {
            int at = scene.Random.Next(bytes.Length);
            if (scene.Random.Next(2) == 0) bytes[at] ^= (byte)(1 << scene.Random.Next(8));
            else bytes[at] = (byte)scene.Random.Next(256);
        }

        return bytes;
    }

    private static byte[] Truncated(Scene scene)
    {
        byte[] bytes = Replayed(scene);
        int start = scene.Random.Next(bytes.Length);
        return bytes[start..scene.Random.Next(start, bytes.Length)];
    }

    private static byte[] Oversized(Scene scene)
    {
        byte[] content = new byte[scene.Random.Next(FrameCodec.FrameBytesMax, 2000)];
        scene.Random.NextBytes(content);
        if (scene.Random.Next(2) == 0) return Frames.Line(content);
        // All of it is right but for its length.
        byte[] stop = Frames.Request(MessageType.Stop, scene.Session, scene.Sequence + 1, default(EmptyMessage));
        stop.AsSpan(0, FrameHeader.Bytes).CopyTo(content);
        BitConverter.TryWriteBytes(content.AsSpan(12), (ushort)(content.Length - FrameHeader.Bytes));
        return Frames.Line(Frames.WithCheck(content));
    }

    private static byte[] Interleaved(Scene scene)
    {
        byte[] one = Replayed(scene);
        byte[] other = Replayed(scene);
        List<byte> bytes = [];
        for (int i = 0, k = 0; i < one.Length || k < other.Length;)
        {
            bool takesOne = k >= other.Length || (i < one.Length && scene.Random.Next(2) == 0);
            int count = scene.Random.Next(1, 20);
            for (; count > 0 && takesOne && i < one.Length; count--) bytes.Add(one[i++]);
            for (; count > 0 && !takesOne && k < other.Length; count--) bytes.Add(other[k++]);
        }

        return [.. bytes];
    }

    /// <summary>A frame that is whole and well made, and still not the client's next request.</summary>
    private static byte[] Forged(Scene scene)
    {
        Random random = scene.Random;
        MessageType type = (MessageType)random.Next((int)MessageType.Info, (int)MessageType.Reset + 1);
        FrameHeader header = new() { Kind = FrameKind.Request, Type = type, Session = scene.Session, Sequence = scene.Sequence + 1 };
        switch (random.Next(6))
        {
            case 0: header.Session = scene.Session + (uint)random.Next(1, int.MaxValue); break;
            case 1: header.Session = scene.Session - (uint)random.Next(1, 4); break;
            case 2: header.Sequence = scene.Sequence - (uint)random.Next(0, (int)scene.Sequence + 1); break;
            case 3: header.Sequence = scene.Sequence + ControlServer<FakeHost>.Window + (uint)random.Next(1, int.MaxValue); break;
            case 4: header.Kind = (FrameKind)random.Next(2, 5); break;
            default:
                byte[] frame = Frames.Raw(header, new GuestPlace { Place = 1 });
                frame[random.Next(2)] = (byte)random.Next(5, 256);
                return Frames.Line(Frames.WithCheck(frame.AsSpan(0, frame.Length - Crc32.Bytes)));
        }

        return Frames.Line(Frames.Raw(header, new GuestPlace { Place = 1 }));
    }

    /// <summary>A request of the session, in its turn, whose payload is not in the form of its type.</summary>
    private static byte[] WrongPayload(Scene scene)
    {
        byte[] tail = new byte[scene.Random.Next(100, 200)];
        MessageType[] types =
            [MessageType.Info, MessageType.UploadBegin, MessageType.Restart, MessageType.Remove, MessageType.Memory, (MessageType)200];
        return scene.Request(types[scene.Random.Next(types.Length)], default(UploadPiece), tail);
    }

    [TestMethod]
    [Timeout(600_000)]
    public void A_million_hostile_frames_change_nothing_and_hold_up_nobody()
    {
        Scene scene = new(2026);
        (string Name, Func<Scene, byte[]> Make, int Count)[] kinds =
        [
            ("random bytes", RandomBytes, 0), ("mutated", Mutated, 0), ("truncated", Truncated, 0), ("replayed", Replayed, 0),
            ("oversized", Oversized, 0), ("interleaved", Interleaved, 0), ("forged", Forged, 0), ("wrong payload", WrongPayload, 0),
        ];
        long bytes = 0;
        int asked = 0;
        int changes = scene.State.Journal.Count;
        long calls = scene.State.Calls;
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 1; i <= FrameCount; i++)
        {
            ref (string Name, Func<Scene, byte[]> Make, int Count) kind = ref kinds[scene.Random.Next(kinds.Length)];
            kind.Count++;
            byte[] hostile = kind.Make(scene);
            bytes += hostile.Length;
            long allocated = scene.Put(hostile);
            if (i > FramesUntilWarm) Assert.AreEqual(0, allocated, "the server allocates nothing");
            Assert.AreEqual(calls, scene.State.Calls, $"frame {i}, {kind.Name}: {Convert.ToHexString(hostile)}");
            if (i % FramesBetweenRequests != 0) continue;

            // What the client asks between them, on a line that is in the middle of anything, is done at once and once.
            asked++;
            byte[] request = scene.Request(MessageType.Post, new GuestPost { Place = 1 }, Encoding.ASCII.GetBytes($"{asked}"));
            (FrameHeader header, _) = scene.Ask(request);
            Assert.AreEqual((FrameKind.Answer, Status.Ok, scene.Sequence), (header.Kind, header.Status, header.Sequence));
            Assert.AreEqual($"post 1 {asked}", scene.State.Journal[^1]);
            Assert.AreEqual(++calls, scene.State.Calls);
        }

        watch.Stop();
        Assert.HasCount(changes + asked, scene.State.Journal);
        Assert.IsTrue(kinds.All(kind => kind.Count > FrameCount / 10));
        ControlCounters counters = scene.Counters;
        Console.WriteLine($"{FrameCount} hostile frames, {bytes} bytes, {asked} requests between them: {watch.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Count} {kind.Name}")));
        Console.WriteLine($"whole {counters.Frames}, damaged {counters.Damaged}, other versions {counters.OtherVersions}, "
            + $"no requests {counters.Unexpected}, other sessions {counters.OtherSessions}, replayed {counters.Replayed}, "
            + $"repeated {counters.Repeated}, answered {counters.Executed}");
    }

    [TestMethod]
    public void A_hostile_target_does_not_stop_a_client()
    {
        Random random = new(4);
        World world = new();
        ControlClient<ClientLine, WorldClock, ListSink> client = new(new ClientLine(world), new WorldClock(world), new ListSink([]))
        {
            TimeoutNanoseconds = 20_000_000,
            TriesMax = 2,
        };
        for (uint round = 1; round < 2000; round++)
        {
            byte[] noise = new byte[random.Next(600)];
            random.NextBytes(noise);
            world.ToClient.Put(noise);
            FrameHeader header = new()
            {
                Kind = (FrameKind)random.Next(1, 5),
                Type = (MessageType)random.Next(256),
                Session = random.Next(2) == 0 ? 100 : (uint)random.Next(),
                Sequence = (uint)random.Next(8),
                Status = (Status)random.Next(1, 121),
            };
            byte[] tail = noise[..Math.Min(noise.Length, UploadPiece.TailBytesMax)];
            world.ToClient.Put(Frames.Line(Frames.Raw(header, new UploadPiece { Offset = 3 }, tail)));
            Status status = client.IsConnected ? client.Ask(MessageType.Info, out TargetInfo _) : client.Connect(round, out _);
            Assert.IsTrue(status is >= Status.Ok and <= (Status)120);
        }
    }
}
