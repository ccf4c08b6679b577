using System;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Fuzz;

/// <summary>A line that is fed from memory, in pieces of any length; of what is written to it the last answers are kept.</summary>
public unsafe struct ControlLine : IByteLine
{
    private byte* _input;
    private int _left;
    private XorShift32 _random;
    private CobsDecoder _decoder;
    private FrameBytes _frame;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Left => _left;

    /// <summary>The header of the last answer that was written whole; default without one.</summary>
    public FrameHeader Answer { get; private set; }


    /// <summary>The session in the last answer to a hello.</summary>
    public uint Offered { get; private set; }

    /// <summary>Begins.</summary>
    public ControlLine(uint seed)
    {
        this = default;
        _random = new XorShift32(seed);
    }

    /// <summary>Gives it bytes, which stay where they are until they are read.</summary>
    public void Feed(byte* bytes, int count)
    {
        _input = bytes;
        _left = count;
        Answer = default;
    }

    /// <inheritdoc/>
    public Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = Math.Min(1 + (int)(_random.Next() % (uint)buffer.Length), _left);
        new ReadOnlySpan<byte>(_input, bytes).CopyTo(buffer);
        _input += bytes;
        _left -= bytes;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = data.Length;
        for (int i = 0; i < data.Length; i++)
        {
            Span<byte> frame = _frame;
            if (_decoder.Push(data[i], frame, out int length) != Status.Ok) continue;
            Status opened = FrameCodec.Open(frame.Slice(0, length), out FrameHeader header, out ReadOnlySpan<byte> payload);
            if (opened == Status.Ok) Keep(header, payload);
        }

        return Status.Ok;
    }

    private void Keep(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Kind != FrameKind.Answer) return;
        if (header.Type != MessageType.Hello) Answer = header;
        else if (MessageCodec.Read(payload, out HelloAnswer hello, out _) == Status.Ok) Offered = hello.Session;
    }
}
