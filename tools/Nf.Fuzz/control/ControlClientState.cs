using System;
using System.Diagnostics.CodeAnalysis;
using Nf.FirmwareHost;

namespace Nf.Fuzz;

/// <summary>What a client knows of its session, and what it has sent.</summary>
public struct ControlClientState
{
    private FrameBytes _frame;
    private RecordedFrames _recorded;

    /// <summary>The session.</summary>
    public uint Session { get; private set; }

    /// <summary>The number of the last request.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Frames as they went over the line, of this session and before it.</summary>
    [UnscopedRef]
    public ref RecordedFrames Recorded => ref _recorded;

    /// <summary>Goes on with another session.</summary>
    public void Begin(uint session)
    {
        Session = session;
        Sequence = 0;
    }

    /// <summary>The header of the request that would be next.</summary>
    public readonly FrameHeader Next(MessageType type) =>
        new() { Kind = FrameKind.Request, Type = type, Session = Session, Sequence = Sequence + 1 };

    /// <summary>Where a message's tail goes, before <see cref="Write"/>.</summary>
    [UnscopedRef]
    public Span<byte> Tail<T>(int bytes)
        where T : struct, IControlMessage
        => MessageCodec.Tail<T>(FrameCodec.Payload(_frame)).Slice(0, bytes);

    /// <summary>Makes the next request of the session.</summary>
    /// <returns>Bytes on the line.</returns>
    public int Write<T>(MessageType type, T message, int tailBytes, Span<byte> line)
        where T : struct, IControlMessage
    {
        FrameHeader header = Next(type);
        // A hello belongs to no session yet.
        if (type == MessageType.Hello) header.Session = header.Sequence = 0;
        else Sequence++;
        if (MessageCodec.Write(message, tailBytes, FrameCodec.Payload(_frame), out int payload) != Status.Ok) return 0;
        return FrameCodec.Seal(header, payload, _frame, out int bytes) == Status.Ok ? Stuff(((Span<byte>)_frame).Slice(0, bytes), line) : 0;
    }

    /// <summary>A frame as it goes over the line, with a zero on each side.</summary>
    /// <returns>Bytes on the line; 0 when it does not fit.</returns>
    public static int Stuff(ReadOnlySpan<byte> frame, Span<byte> line)
    {
        line[0] = Cobs.Delimiter;
        if (Cobs.Encode(frame, line.Slice(1), out int bytes) != Status.Ok) return 0;
        line[bytes + 1] = Cobs.Delimiter;
        return bytes + 2;
    }
}
