using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.FirmwareHost.Tests;

/// <summary>Frames made and taken apart outside of client and server.</summary>
internal static class Frames
{
    /// <summary>A frame before stuffing.</summary>
    public static byte[] Raw<T>(FrameHeader header, T message, ReadOnlySpan<byte> tail = default)
        where T : struct, IControlMessage
    {
        byte[] frame = new byte[FrameCodec.FrameBytesMax];
        tail.CopyTo(MessageCodec.Tail<T>(FrameCodec.Payload(frame)));
        Status written = MessageCodec.Write(message, tail.Length, FrameCodec.Payload(frame), out int payloadBytes);
        if (written != Status.Ok) throw new InvalidOperationException("message");
        if (FrameCodec.Seal(header, payloadBytes, frame, out int bytes) != Status.Ok) throw new InvalidOperationException("header");
        return frame[..bytes];
    }

    /// <summary>A request before stuffing.</summary>
    public static byte[] Request<T>(MessageType type, uint session, uint sequence, T message, ReadOnlySpan<byte> tail = default)
        where T : struct, IControlMessage
        => Raw(new FrameHeader { Kind = FrameKind.Request, Type = type, Session = session, Sequence = sequence }, message, tail);

    /// <summary>A frame whose check is right, whatever is in it.</summary>
    public static byte[] WithCheck(ReadOnlySpan<byte> content) => [.. content, .. BitConverter.GetBytes(Crc32.Of(content))];

    /// <summary>A frame as it goes over the line.</summary>
    public static byte[] Line(ReadOnlySpan<byte> frame)
    {
        byte[] line = new byte[Cobs.EncodedBytesMax(frame.Length) + 2];
        if (Cobs.Encode(frame, line.AsSpan(1), out int bytes) != Status.Ok) throw new InvalidOperationException("frame");
        return line[..(bytes + 2)];
    }

    /// <summary>The whole frames among some bytes of a line.</summary>
    public static List<(FrameHeader Header, byte[] Payload)> Open(IEnumerable<byte> line)
    {
        CobsDecoder decoder = default;
        byte[] buffer = new byte[FrameCodec.FrameBytesMax];
        List<(FrameHeader, byte[])> frames = [];
        foreach (byte value in line.ToArray())
        {
            if (decoder.Push(value, buffer, out int bytes) != Status.Ok) continue;
            if (FrameCodec.Open(buffer.AsSpan(0, bytes), out FrameHeader header, out ReadOnlySpan<byte> payload) != Status.Ok) continue;
            frames.Add((header, payload.ToArray()));
        }

        return frames;
    }

    /// <summary>Everything that lies on a wire.</summary>
    public static byte[] TakeAll(this Wire wire)
    {
        byte[] bytes = new byte[wire.Count];
        wire.Take(bytes);
        return bytes;
    }
}
