using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Takes whole frames from a line and counts what is none. All zero at the start. 388 bytes.</summary>
public struct FrameReceiver
{
    /// <summary>A call looks at no more bytes than this, so that a line full of noise cannot hold the caller.</summary>
    public const int BytesPerCall = 2 * FrameCodec.LineBytesMax;

    private const int InputBytesMax = 64;

    private FrameBytes _frame;
    private InputBytes _input;
    private int _inputStart;
    private int _inputEnd;
    private CobsDecoder _decoder;

    /// <summary>Whole frames of this version.</summary>
    public uint Frames { readonly get; private set; }

    /// <summary>Frames that were cut, too long, damaged or not in the form.</summary>
    public uint Damaged { readonly get; private set; }

    /// <summary>Whole frames of another version.</summary>
    public uint OtherVersions { readonly get; private set; }

    /// <summary>Whether the line had no more bytes when it was read last.</summary>
    public readonly bool HasReadAll => _inputEnd == 0;

    /// <summary>Takes the next whole frame. O(bytes), at most <see cref="BytesPerCall"/>.</summary>
    /// <typeparam name="TLine">The line.</typeparam>
    /// <param name="line">The line.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="payload">Its payload: in this structure, good until the next call and as long as that stays in its place.</param>
    /// <returns>Ok; Empty: no frame yet; NotSupported: a frame of another version; what the line failed with.</returns>
    public Status Next<TLine>(scoped ref TLine line, out FrameHeader header, out ReadOnlySpan<byte> payload)
        where TLine : struct, IByteLine
    {
        header = default;
        payload = default;
        for (int taken = 0; taken < BytesPerCall; taken++)
        {
            if (_inputStart >= _inputEnd)
            {
                Status status = Refill(ref line);
                if (status != Status.Ok) return status;
            }

            Span<byte> frame = MemoryMarshal.CreateSpan(ref Unsafe.As<FrameBytes, byte>(ref _frame), FrameCodec.FrameBytesMax);
            Status pushed = _decoder.Push(_input[_inputStart++], frame, out int bytes);
            if (pushed == Status.Empty) continue;
            Status opened = pushed == Status.Ok ? FrameCodec.Open(frame.Slice(0, bytes), out header, out payload) : pushed;
            Count(opened);
            if (opened is Status.Ok or Status.NotSupported) return opened;
        }

        return Status.Empty;
    }

    private void Count(Status opened)
    {
        if (opened == Status.Ok) Frames++;
        else if (opened == Status.NotSupported) OtherVersions++;
        else Damaged++;
    }

    private Status Refill<TLine>(scoped ref TLine line)
        where TLine : struct, IByteLine
    {
        _inputStart = 0;
        _inputEnd = 0;
        Status status = line.Read(_input, out int bytes);
        if (status != Status.Ok) return status;
        if ((uint)bytes > InputBytesMax) return Status.InternalError;
        _inputEnd = bytes;
        return bytes == 0 ? Status.Empty : Status.Ok;
    }

    [InlineArray(InputBytesMax)]
    private struct InputBytes
    {
        private byte _first;
    }
}
