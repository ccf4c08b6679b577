using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed class CobsTests
{
    private static byte[] Encode(byte[] data)
    {
        byte[] encoded = new byte[Cobs.EncodedBytesMax(data.Length)];
        Assert.AreEqual(Status.Ok, Cobs.Encode(data, encoded, out int bytes));
        return encoded[..bytes];
    }

    /// <summary>What comes out of a decoder, one entry a status other than Empty.</summary>
    private static List<(Status Status, byte[] Frame)> Decode(IEnumerable<byte> line, int room = FrameCodec.FrameBytesMax)
    {
        CobsDecoder decoder = default;
        byte[] frame = new byte[room];
        List<(Status, byte[])> results = [];
        foreach (byte value in line)
        {
            Status status = decoder.Push(value, frame, out int bytes);
            if (status != Status.Empty) results.Add((status, frame[..bytes]));
        }

        return results;
    }

    [TestMethod]
    [DataRow("", "01")]
    [DataRow("00", "0101")]
    [DataRow("0000", "010101")]
    [DataRow("11220033", "0311220233")]
    [DataRow("11223344", "0511223344")]
    [DataRow("11000000", "0211010101")]
    public void Small_examples(string data, string expected) =>
        Assert.AreEqual(expected, Convert.ToHexStringLower(Encode(Convert.FromHexString(data))));

    [TestMethod]
    public void Every_length_round_a_group_with_zeros_of_every_density()
    {
        Random random = new(1);
        for (int length = 0; length <= 1030; length++)
        {
            foreach (int density in new[] { 0, 1, 20, 250 })
            {
                byte[] data = new byte[length];
                for (int i = 0; i < length; i++) data[i] = random.Next(256) < density ? (byte)0 : (byte)random.Next(1, 256);
                byte[] encoded = Encode(data);
                Assert.IsFalse(encoded.Contains((byte)0));
                List<(Status Status, byte[] Frame)> decoded = Decode([.. encoded, 0], room: 1030);
                Assert.HasCount(1, decoded);
                Assert.AreEqual(Status.Ok, decoded[0].Status);
                CollectionAssert.AreEqual(data, decoded[0].Frame);
            }
        }
    }

    [TestMethod]
    public void Any_bytes_come_back() => Prop.ForAll<byte[]>(data =>
        Decode([.. Encode(data), 0]) is [(Status.Ok, byte[] frame)] && frame.SequenceEqual(data)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void An_encoding_with_an_empty_last_group_is_taken()
    {
        byte[] data = [.. Enumerable.Repeat((byte)7, 254)];
        List<(Status Status, byte[] Frame)> decoded = Decode([255, .. data, 1, 0]);
        // 255 stands for 254 bytes without a zero; the group behind it is empty.
        CollectionAssert.AreEqual(data, decoded.Single().Frame);
    }

    [TestMethod]
    public void Whatever_came_before_the_frame_after_a_delimiter_is_read() => Prop.ForAll<byte[], byte[]>((noise, data) =>
    {
        List<(Status Status, byte[] Frame)> decoded = Decode([.. noise, 0, .. Encode(data), 0]);
        return decoded[^1].Status == Status.Ok && decoded[^1].Frame.SequenceEqual(data);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_cut_frame_is_reported_once()
    {
        CollectionAssert.AreEqual(
            new[] { Status.InvalidArgument, Status.Ok },
            Decode([5, 1, 2, 0, 0, 2, 9, 0]).Select(result => result.Status).ToArray());
    }

    [TestMethod]
    public void A_frame_is_as_long_as_the_buffer_at_most()
    {
        byte[] longest = [.. Enumerable.Repeat((byte)3, 20)];
        Assert.AreEqual(Status.Ok, Decode([.. Encode(longest), 0], room: 20).Single().Status);
        Assert.AreEqual(Status.BufferTooSmall, Decode([.. Encode(longest), 0], room: 19).Single().Status);
        Assert.AreEqual(Status.BufferTooSmall, Decode([.. Enumerable.Repeat((byte)9, 1_000_000), 0], room: 19).Single().Status);
    }

    [TestMethod]
    public void A_short_buffer_for_the_encoding_is_refused() =>
        Assert.AreEqual(Status.BufferTooSmall, Cobs.Encode(new byte[10], new byte[10], out _));
}
