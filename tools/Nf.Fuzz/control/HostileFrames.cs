using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Fuzz;

/// <summary>Makes hostile frames out of a seed and of what a client sent.</summary>
public struct HostileFrames
{
    /// <summary>The most bytes on the line.</summary>
    public const int LineBytesMax = 1024;

    private const int RandomBytesMax = 400;
    private const int OversizedBytesMax = 1000;
    private const int ChangesMax = 6;
    private const int PieceMax = 20;

    private XorShift32 _random;
    private Content _content;

    /// <summary>Begins.</summary>
    public HostileFrames(uint seed)
    {
        this = default;
        _random = new XorShift32(seed);
    }

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(_random.Next() % (uint)limit);

    /// <summary>Makes bytes for the line.</summary>
    /// <param name="source">Of which sort.</param>
    /// <param name="client">The client that it pretends to be; a request in its turn uses up a number.</param>
    /// <param name="line">Gets them, <see cref="LineBytesMax"/> long.</param>
    /// <returns>How many.</returns>
    public int Make(FrameSource source, ref ControlClientState client, Span<byte> line) => source switch
    {
        FrameSource.Random => Fill(line.Slice(0, 1 + Below(RandomBytesMax))),
        FrameSource.Mutated => Mutate(ref client, line),
        FrameSource.Truncated => Truncate(ref client, line),
        FrameSource.Replayed => Replay(ref client, line),
        FrameSource.Oversized => Exceed(ref client, line),
        FrameSource.Interleaved => Interleave(ref client, line),
        FrameSource.Forged => Forge(ref client, line),
        FrameSource.WrongPayload => Misform(ref client, line),
        _ => TalkNonsense(ref client, line),
    };

    private int Fill(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(_random.Next() >> 24);
        return bytes.Length;
    }

    private int Replay(ref ControlClientState client, Span<byte> line)
    {
        ReadOnlySpan<byte> recorded = client.Recorded[Below(client.Recorded.Count)];
        recorded.CopyTo(line);
        return recorded.Length;
    }

    private int Mutate(ref ControlClientState client, Span<byte> line)
    {
        int bytes = Replay(ref client, line);
        for (int changes = 1 + Below(ChangesMax - 1); changes > 0; changes--)
        {
            ref byte changed = ref line[Below(bytes)];
            changed = Below(2) == 0 ? (byte)(changed ^ (1 << Below(8))) : (byte)Below(256);
        }

        return bytes;
    }

    private int Truncate(ref ControlClientState client, Span<byte> line)
    {
        ReadOnlySpan<byte> recorded = client.Recorded[Below(client.Recorded.Count)];
        int start = Below(recorded.Length);
        int bytes = Below(recorded.Length - start);
        recorded.Slice(start, bytes).CopyTo(line);
        return bytes;
    }

    // All of it may be right but for its length.
    private int Exceed(ref ControlClientState client, Span<byte> line)
    {
        int payload = FrameCodec.PayloadBytesMax + 1 + Below(OversizedBytesMax - FrameCodec.FrameBytesMax - 1);
        Span<byte> frame = ((Span<byte>)_content).Slice(0, FrameHeader.Bytes + payload + Crc32.Bytes);
        Fill(frame);
        if (Below(2) == 0)
        {
            FrameHeader header = client.Next(MessageType.Stop);
            header.Version = FrameCodec.Version;
            header.PayloadBytes = (ushort)payload;
            Seal(header, frame);
        }

        return ControlClientState.Stuff(frame, line);
    }

    private int Interleave(ref ControlClientState client, Span<byte> line)
    {
        ReadOnlySpan<byte> one = client.Recorded[Below(client.Recorded.Count)], other = client.Recorded[Below(client.Recorded.Count)];
        int bytes = 0;
        while (one.Length + other.Length > 0)
        {
            bool isOne = other.Length == 0 || (one.Length > 0 && Below(2) == 0);
            int count = Math.Min(1 + Below(PieceMax - 1), isOne ? one.Length : other.Length);
            (isOne ? one : other).Slice(0, count).CopyTo(line.Slice(bytes));
            bytes += count;
            if (isOne) one = one.Slice(count);
            else other = other.Slice(count);
        }

        return bytes;
    }

    private int Forge(ref ControlClientState client, Span<byte> line)
    {
        FrameHeader header = client.Next((MessageType)((int)MessageType.Info + Below(MessageType.Display - MessageType.Info + 1)));
        header.Version = FrameCodec.Version;
        header.PayloadBytes = (ushort)GuestPlace.Bytes;
        switch (Below(6))
        {
            case 0: header.Session += 1u << 16 | (uint)Below(int.MaxValue); break;
            case 1: header.Session -= 1 + (uint)Below(3); break;
            case 2: header.Sequence -= 1 + (uint)Below((int)client.Sequence + 1); break;
            case 3: header.Sequence += ControlServer<FirmwareHost<SimulatedStorage>>.Window + (uint)Below(int.MaxValue); break;
            case 4: header.Kind = (FrameKind)(2 + Below(3)); break;
            default: header.Version = (byte)(2 + Below(254)); break;
        }

        Span<byte> frame = ((Span<byte>)_content).Slice(0, FrameHeader.Bytes + GuestPlace.Bytes + Crc32.Bytes);
        frame[FrameHeader.Bytes] = 1;
        Seal(header, frame);
        return ControlClientState.Stuff(frame, line);
    }

    // A tail that none of these types has, or that is too long; or a type that there is not.
    private int Misform(ref ControlClientState client, Span<byte> line)
    {
        MessageType type = Below(9) switch
        {
            0 => MessageType.Info,
            1 => MessageType.UploadBegin,
            2 => MessageType.Restart,
            3 => MessageType.Remove,
            4 => MessageType.Memory,
            5 => MessageType.Stimulus,
            6 => MessageType.Pin,
            7 => MessageType.Display,
            _ => (MessageType)200,
        };
        int tail = 100 + Below(100);
        Fill(client.Tail<UploadPiece>(tail));
        return client.Write(type, default(UploadPiece), tail, line);
    }

    private int TalkNonsense(ref ControlClientState client, Span<byte> line)
    {
        byte place = (byte)(ControlScene.Places + Below(256 - ControlScene.Places));
        switch (Below(18))
        {
            case 0: return client.Write((MessageType)((int)MessageType.Activate + Below(7)), new GuestPlace { Place = place }, 0, line);
            case 1: return client.Write(MessageType.Guest, new GuestPlace { Place = place }, 0, line);
            case 2: return client.Write(MessageType.Trace, new GuestPlace { Place = place }, 0, line);
            case 3: return client.Write(MessageType.UploadBegin, new UploadPlan { Place = place, Size = 100 }, 0, line);
            case 4: return client.Write(MessageType.UploadBegin, new UploadPlan { Place = 0, Size = 0 }, 0, line);
            case 5: return client.Write(MessageType.UploadBegin, new UploadPlan { Place = 1, Size = TooLong(9999) }, 0, line);
            case 6: return client.Write(MessageType.UploadBegin, new UploadPlan { Place = 2, Size = TooLong(int.MaxValue) }, 0, line);
            case 7: return client.Write(MessageType.Post, new GuestPost { Place = place }, Below(GuestPost.TailBytesMax), line);
            // A guest that takes none.
            case 8: return client.Write(MessageType.Post, new GuestPost { Place = 0 }, Below(GuestPost.TailBytesMax), line);
            case 9: return client.Write(MessageType.Memory, new MemoryQuery { Place = place, Count = 1 }, 0, line);
            case 10: return client.Write(MessageType.Memory, new MemoryQuery { Address = ~(uint)Below(256), Count = 256 }, 0, line);
            // A kind that there is not, a pin and a device that there are not, and more of a picture than an answer has.
            case 11: return Stimulate(ref client, (ScenarioEventKind)(5 + Below(251)), 0, line);
            case 12: return Stimulate(ref client, ScenarioEventKind.PinLevel, 128 + Below(128), line);
            case 13: return Stimulate(ref client, ScenarioEventKind.Temperature, 128 + Below(128), line);
            case 14: return client.Write(MessageType.Pin, new PinQuery { Pin = (byte)(128 + Below(128)) }, 0, line);
            case 15: return client.Write(MessageType.Display, new DisplayQuery { Count = (ushort)(257 + Below(65000)) }, 0, line);
            case 16: return client.Write(MessageType.Display, new DisplayQuery { Offset = (ushort)(32768 + Below(32768)), Count = 1 }, 0, line);
            default: return client.Write(MessageType.Budget, new BudgetQuery { Crate = (byte)(128 + Below(128)) }, 0, line);
        }
    }

    private int Stimulate(ref ControlClientState client, ScenarioEventKind kind, int target, Span<byte> line) =>
        client.Write(MessageType.Stimulus, new Stimulus { Kind = (byte)kind, Target = (byte)target, Value = (uint)Below(int.MaxValue) }, 0, line);

    private uint TooLong(int most) => ControlRoom.SlotBytes + (uint)Below(most);

    private static void Seal(FrameHeader header, Span<byte> frame)
    {
        FieldCursor fields = FieldCursor.Writer(frame);
        header.Visit(ref fields);
        int checkAt = frame.Length - Crc32.Bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.Slice(checkAt), Crc32.Of(frame.Slice(0, checkAt)));
    }

    [InlineArray(LineBytesMax)]
    private struct Content
    {
        private byte _first;
    }
}
