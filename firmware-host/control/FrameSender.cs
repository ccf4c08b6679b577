using System.Runtime.CompilerServices;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>One frame on its way to a line that takes a few bytes at a time. It is kept, so that it can be sent again. 304 bytes.</summary>
public struct FrameSender
{
    private LineBytes _line;
    private int _length;
    private int _sent;

    /// <summary>Whether a part of the frame still has to be sent.</summary>
    public readonly bool IsPending => _sent < _length;

    /// <summary>Takes a frame, in place of what was there. O(bytes).</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Ok; BufferTooSmall for one that is too long, and nothing is kept.</returns>
    public Status Load(ReadOnlySpan<byte> frame)
    {
        Clear();
        Span<byte> line = _line;
        // The leading delimiter ends whatever the other end was in the middle of: noise, a console's text, a frame that was given up.
        line[0] = Cobs.Delimiter;
        Status status = Cobs.Encode(frame, line.Slice(1, line.Length - 2), out int bytes);
        if (status != Status.Ok) return status;
        line[bytes + 1] = Cobs.Delimiter;
        _length = bytes + 2;
        return Status.Ok;
    }

    /// <summary>Forgets the frame. O(1).</summary>
    public void Clear()
    {
        _length = 0;
        _sent = 0;
    }

    /// <summary>Sends the frame once more, from its start. O(1).</summary>
    public void Repeat() => _sent = 0;

    /// <summary>Begins again if the frame is on its way, because another one goes between. O(1).</summary>
    public void GiveWay()
    {
        if (IsPending) _sent = 0;
    }

    /// <summary>Gives the line as much as it takes. O(bytes).</summary>
    /// <typeparam name="TLine">The line.</typeparam>
    /// <param name="line">The line.</param>
    /// <returns>Ok: nothing is left to send; Busy: the line takes no more now; what the line failed with.</returns>
    public Status Flush<TLine>(ref TLine line)
        where TLine : struct, IByteLine
    {
        while (IsPending)
        {
            int left = _length - _sent;
            Status status = line.Write(((ReadOnlySpan<byte>)_line).Slice(_sent, left), out int bytes);
            if (status != Status.Ok) return status;
            if ((uint)bytes > (uint)left) return Status.InternalError;
            if (bytes == 0) return Status.Busy;
            _sent += bytes;
        }

        return Status.Ok;
    }

    [InlineArray(FrameCodec.LineBytesMax)]
    private struct LineBytes
    {
        private byte _first;
    }
}
