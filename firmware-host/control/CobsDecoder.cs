using System;

namespace Nf.FirmwareHost;

/// <summary>
/// Takes frames out of a stream, byte by byte, into a buffer of the caller. Whatever arrives, it is ready again behind the next
/// delimiter. All zero at the start. 12 bytes.
/// </summary>
public struct CobsDecoder
{
    private int _length;
    private byte _groupLeft;
    private bool _owesZero;
    private bool _isStarted;
    private bool _isOverlong;

    /// <summary>Takes one byte. O(1).</summary>
    /// <param name="value">The byte.</param>
    /// <param name="frame">Gets what is decoded; the same buffer at every call of a frame.</param>
    /// <param name="bytes">The frame's length when it is complete; else 0.</param>
    /// <returns>
    /// Ok: a frame is complete. Empty: more bytes are needed. At a delimiter, InvalidArgument: the frame ended inside a group;
    /// BufferTooSmall: it was longer than the buffer.
    /// </returns>
    public Status Push(byte value, Span<byte> frame, out int bytes)
    {
        bytes = 0;
        if (value == Cobs.Delimiter) return End(out bytes);
        _isStarted = true;
        if (_groupLeft == 0)
        {
            if (_owesZero) Append(0, frame);
            _groupLeft = (byte)(value - 1);
            _owesZero = value != Cobs.FullGroup;
        }
        else
        {
            _groupLeft--;
            Append(value, frame);
        }

        return Status.Empty;
    }

    private void Append(byte value, Span<byte> frame)
    {
        _isOverlong |= _length >= frame.Length;
        if (!_isOverlong) frame[_length++] = value;
    }

    private Status End(out int bytes)
    {
        CobsDecoder ended = this;
        this = default;
        bytes = 0;
        // Delimiters may follow each other.
        if (!ended._isStarted) return Status.Empty;
        if (ended._isOverlong) return Status.BufferTooSmall;
        if (ended._groupLeft > 0) return Status.InvalidArgument;
        bytes = ended._length;
        return Status.Ok;
    }
}
