using System;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>Messages to payloads and back.</summary>
public static class MessageCodec
{
    /// <summary>Where a message's tail goes in a payload. O(1).</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="payload">Room for the whole payload.</param>
    public static Span<byte> Tail<T>(Span<byte> payload)
        where T : struct, IControlMessage
        => payload.Slice(T.Bytes, T.TailBytesMax);

    /// <summary>Writes a message before a tail that is in its place. O(1).</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="tailBytes">Bytes of the tail.</param>
    /// <param name="payload">Room for the whole payload.</param>
    /// <param name="bytes">Bytes of the payload; 0 on failure.</param>
    /// <returns>Ok; OutOfRange for the tail; BufferTooSmall; InvalidArgument for a field's value.</returns>
    public static Status Write<T>(T message, int tailBytes, Span<byte> payload, out int bytes)
        where T : struct, IControlMessage
    {
        FieldCursor fields = FieldCursor.Writer(payload);
        message.Visit(ref fields);
        return EndWrite(ref fields, tailBytes, T.TailBytesMax, out bytes);
    }

    /// <summary>Reads a message. O(1).</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="payload">The whole payload.</param>
    /// <param name="message">The message; default on failure.</param>
    /// <param name="tail">What follows it in the payload; empty on failure.</param>
    /// <returns>Ok; InvalidArgument: too short, too long, or a field with a value that it must not have.</returns>
    public static Status Read<T>(ReadOnlySpan<byte> payload, out T message, out ReadOnlySpan<byte> tail)
        where T : struct, IControlMessage
    {
        T read = default;
        FieldCursor fields = FieldCursor.Reader(payload);
        read.Visit(ref fields);
        Status status = EndRead(ref fields, T.TailBytesMax, out tail);
        message = status == Status.Ok ? read : default;
        return status;
    }

    // What does not depend on the message is here once, and not in the code of each.

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status EndWrite(scoped ref FieldCursor fields, int tailBytes, int tailBytesMax, out int bytes)
    {
        bytes = 0;
        if ((uint)tailBytes > (uint)tailBytesMax) return Status.OutOfRange;
        if (fields.Failed) return fields.Status;
        if (fields.Rest.Length < tailBytes) return Status.BufferTooSmall;
        bytes = fields.Position + tailBytes;
        return Status.Ok;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status EndRead(scoped ref FieldCursor fields, int tailBytesMax, out ReadOnlySpan<byte> tail)
    {
        tail = default;
        if (fields.Failed || fields.Rest.Length > tailBytesMax) return Status.InvalidArgument;
        tail = fields.Rest;
        return Status.Ok;
    }
}
