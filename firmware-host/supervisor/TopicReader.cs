using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>One guest's reading of one topic: the newest message, or a queue of them. About 150 bytes; every call is O(message).</summary>
internal struct TopicReader
{
    /// <summary>Bytes of the longest message.</summary>
    public const int MessageBytesMax = 32;

    /// <summary>Messages that a queue holds.</summary>
    public const int QueueMax = 4;

    private Storage _storage;
    private Lengths _lengths;
    private byte _first;

    /// <summary>Whether this reader is used.</summary>
    public bool IsUsed { readonly get; set; }

    /// <summary>The guest's place.</summary>
    public byte Place { readonly get; set; }

    /// <summary>The topic.</summary>
    public byte TopicId { readonly get; set; }

    /// <summary>Whether it keeps all messages that find room, in order; else the newest one alone.</summary>
    public bool IsQueue { readonly get; set; }

    /// <summary>Messages that wait.</summary>
    public byte Count { readonly get; private set; }

    /// <summary>Adds a message of at most <see cref="MessageBytesMax"/> bytes.</summary>
    /// <returns>Ok, also when the newest one took the place of one before it; Full when a queue has no room.</returns>
    public Status Add(ReadOnlySpan<byte> message)
    {
        if (!IsQueue) Count = 0;
        if (Count == QueueMax) return Status.Full;
        int place = (_first + Count) % QueueMax;
        message.CopyTo(MessageAt(place));
        _lengths[place] = (byte)message.Length;
        Count++;
        return Status.Ok;
    }

    /// <summary>Takes the message that waits longest.</summary>
    /// <returns>Ok; Empty; BufferTooSmall: it stays.</returns>
    public Status Take(Span<byte> buffer, out int bytes)
    {
        bytes = _lengths[_first];
        if (Count == 0) return Status.Empty;
        if (bytes > buffer.Length) return Status.BufferTooSmall;
        MessageAt(_first).Slice(0, bytes).CopyTo(buffer);
        _first = (byte)((_first + 1) % QueueMax);
        Count--;
        return Status.Ok;
    }

    [UnscopedRef]
    private Span<byte> MessageAt(int place) => ((Span<byte>)_storage).Slice(place * MessageBytesMax, MessageBytesMax);

    [InlineArray(QueueMax * MessageBytesMax)]
    private struct Storage
    {
        private byte _first;
    }

    [InlineArray(QueueMax)]
    private struct Lengths
    {
        private byte _first;
    }
}
