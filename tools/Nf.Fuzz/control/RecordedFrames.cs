using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;

namespace Nf.Fuzz;

/// <summary>The last frames that a client sent, as they went over the line: of its session, and of sessions before it.</summary>
public struct RecordedFrames
{
    private const int Most = 24;

    private Lines _lines;
    private Lengths _lengths;
    private int _next;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    /// <param name="index">Below <see cref="Count"/>.</param>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> this[int index] => ((Span<byte>)_lines).Slice(index * FrameCodec.LineBytesMax, _lengths[index]);

    /// <summary>Keeps one more, in place of the oldest.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        line.CopyTo(((Span<byte>)_lines).Slice(_next * FrameCodec.LineBytesMax));
        _lengths[_next] = line.Length;
        _next = (_next + 1) % Most;
        Count = Math.Min(Count + 1, Most);
    }

    [InlineArray(Most * FrameCodec.LineBytesMax)]
    private struct Lines
    {
        private byte _first;
    }

    [InlineArray(Most)]
    private struct Lengths
    {
        private int _first;
    }
}
