using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>
/// What a guest has to be told of: a bounded queue, a timer, and one message from the control line. What finds no room is counted, and
/// nothing else happens to it. About 360 bytes; every call is O(1) but copying a message.
/// </summary>
public struct GuestEvents
{
    /// <summary>Events that wait at most.</summary>
    public const int QueueMax = 8;

    /// <summary>Bytes of the longest message from the control line.</summary>
    public const int MessageBytesMax = 128;

    private Queue _queue;
    private Message _message;
    private int _first;
    private int _count;
    private int _messageBytes;
    private ulong _timerAt;

    /// <summary>Events that found no room since the guest was loaded.</summary>
    public uint Lost { get; private set; }

    /// <summary>Pins that the guest watches, a bit each.</summary>
    public ulong WatchedPins { readonly get; set; }

    /// <summary>Whether something waits.</summary>
    public readonly bool IsEmpty => _count == 0;

    /// <summary>When the timer runs out; <see cref="ulong.MaxValue"/> when it does not run.</summary>
    public readonly ulong TimerAt => _timerAt == 0 ? ulong.MaxValue : _timerAt;

    /// <summary>The event that waits longest; only when there is one.</summary>
    public readonly ulong FirstAtNanoseconds => _queue[_first].AtNanoseconds;

    /// <summary>Forgets what waits, the timer and what is watched; the count of lost events stays.</summary>
    public void Clear()
    {
        _first = 0;
        _count = 0;
        _messageBytes = 0;
        _timerAt = 0;
        WatchedPins = 0;
    }

    /// <summary>Adds an event.</summary>
    /// <returns>Ok; Full when there is no room: it is counted.</returns>
    public Status Add(in GuestEvent happened)
    {
        if (_count == QueueMax)
        {
            Lost++;
            return Status.Full;
        }

        _queue[(_first + _count) % QueueMax] = happened;
        _count++;
        return Status.Ok;
    }

    /// <summary>Adds an event, or only renews the value of one of the same kind and source that waits already.</summary>
    /// <returns>As <see cref="Add"/>.</returns>
    public Status AddOrRenew(in GuestEvent happened)
    {
        for (int i = 0; i < _count; i++)
        {
            ref GuestEvent waiting = ref At(i);
            if (waiting.Kind != happened.Kind || waiting.Source != happened.Source) continue;
            waiting.Value = happened.Value;
            return Status.Ok;
        }

        return Add(in happened);
    }

    /// <summary>Takes the event that waits longest.</summary>
    /// <returns>Ok or Empty.</returns>
    public Status TryTake(out GuestEvent happened)
    {
        happened = default;
        if (_count == 0) return Status.Empty;
        happened = _queue[_first];
        _first = (_first + 1) % QueueMax;
        _count--;
        return Status.Ok;
    }

    /// <summary>Starts the timer anew; it runs out once.</summary>
    /// <param name="atNanoseconds">When, in nanoseconds since the start; 0 stops it.</param>
    public void SetTimer(ulong atNanoseconds) => _timerAt = atNanoseconds;

    /// <summary>Makes an event of a timer that has run out.</summary>
    public void CheckTimer(ulong nowNanoseconds)
    {
        if (TimerAt > nowNanoseconds) return;
        GuestEvent happened = new() { Kind = EventKind.Timer, Value = 1, AtNanoseconds = _timerAt };
        _timerAt = 0;
        _ = AddOrRenew(in happened);
    }

    /// <summary>Leaves a message for the guest.</summary>
    /// <returns>Ok; Full while the last one was not taken, or no event finds room; LimitExceeded when it is too long.</returns>
    public Status Post(ReadOnlySpan<byte> message, ulong nowNanoseconds)
    {
        if (message.Length is 0 or > MessageBytesMax) return message.Length == 0 ? Status.InvalidArgument : Status.LimitExceeded;
        if (_messageBytes != 0) return Status.Full;
        GuestEvent happened = new() { Kind = EventKind.Message, Value = message.Length, AtNanoseconds = nowNanoseconds };
        Status status = Add(in happened);
        if (status != Status.Ok) return status;
        message.CopyTo(_message);
        _messageBytes = message.Length;
        return Status.Ok;
    }

    /// <summary>Takes the message.</summary>
    /// <param name="buffer">Gets it.</param>
    /// <param name="bytes">Its length.</param>
    /// <returns>Ok; Empty; BufferTooSmall: the message stays.</returns>
    public Status TakeMessage(Span<byte> buffer, out int bytes)
    {
        bytes = _messageBytes;
        if (bytes == 0) return Status.Empty;
        if (bytes > buffer.Length) return Status.BufferTooSmall;
        ((ReadOnlySpan<byte>)_message).Slice(0, bytes).CopyTo(buffer);
        _messageBytes = 0;
        return Status.Ok;
    }

    [UnscopedRef]
    private ref GuestEvent At(int index) => ref _queue[(_first + index) % QueueMax];

    [InlineArray(QueueMax)]
    private struct Queue
    {
        private GuestEvent _first;
    }

    [InlineArray(MessageBytesMax)]
    private struct Message
    {
        private byte _first;
    }
}
