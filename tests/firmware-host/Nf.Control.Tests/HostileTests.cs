using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>Whatever a target sends, its client does not stop. Hostile clients are the matter of `nf fuzz --control`.</summary>
[TestClass]
public sealed class HostileTests
{
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
