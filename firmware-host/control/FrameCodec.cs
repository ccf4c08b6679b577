using System;
using System.Buffers.Binary;

namespace Nf.FirmwareHost;

/// <summary>Frames: a header, a payload, and the CRC-32 of both (docs/PROTOCOL.md).</summary>
public static class FrameCodec
{
    /// <summary>The version of the protocol that this nf speaks.</summary>
    public const byte Version = 1;

    /// <summary>The most bytes of a payload: 256, as a page of flash or a guest's message has, and the fields before them.</summary>
    public const int PayloadBytesMax = 272;

    /// <summary>The most bytes of a frame.</summary>
    public const int FrameBytesMax = FrameHeader.Bytes + PayloadBytesMax + Crc32.Bytes;

    /// <summary>The most bytes of a frame on the line: two of stuffing, a delimiter on each side.</summary>
    public const int LineBytesMax = FrameBytesMax + 4;

    /// <summary>Where a payload goes in a buffer of <see cref="FrameBytesMax"/> bytes. O(1).</summary>
    /// <param name="frame">The buffer.</param>
    public static Span<byte> Payload(Span<byte> frame) => frame.Slice(FrameHeader.Bytes, PayloadBytesMax);

    /// <summary>Puts header and check around a payload that is in its place. O(bytes).</summary>
    /// <param name="header">Version and length are filled in.</param>
    /// <param name="payloadBytes">Bytes of the payload, 0 to <see cref="PayloadBytesMax"/>.</param>
    /// <param name="frame">The buffer with the payload.</param>
    /// <param name="bytes">Bytes of the frame; 0 on failure.</param>
    /// <returns>Ok; OutOfRange for the length, BufferTooSmall, InvalidArgument for a header that says what none may say.</returns>
    public static Status Seal(FrameHeader header, int payloadBytes, Span<byte> frame, out int bytes)
    {
        bytes = 0;
        if ((uint)payloadBytes > PayloadBytesMax) return Status.OutOfRange;
        int checkAt = FrameHeader.Bytes + payloadBytes;
        if (frame.Length < checkAt + Crc32.Bytes) return Status.BufferTooSmall;
        header.Version = Version;
        header.PayloadBytes = (ushort)payloadBytes;
        FieldCursor fields = FieldCursor.Writer(frame);
        header.Visit(ref fields);
        if (fields.Failed || header.Kind == 0) return Status.InvalidArgument;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.Slice(checkAt), Crc32.Of(frame.Slice(0, checkAt)));
        bytes = checkAt + Crc32.Bytes;
        return Status.Ok;
    }

    /// <summary>Checks a frame. O(bytes).</summary>
    /// <param name="frame">All its bytes and no more.</param>
    /// <param name="header">Its header; default unless it is whole.</param>
    /// <param name="payload">Its payload; empty unless it is whole.</param>
    /// <returns>
    /// Ok; DigestMismatch: damaged; NotSupported: whole, but of another version; InvalidArgument: whole, but not in the form.
    /// </returns>
    public static Status Open(ReadOnlySpan<byte> frame, out FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        header = default;
        payload = default;
        int checkAt = frame.Length - Crc32.Bytes;
        if (checkAt < FrameHeader.Bytes) return Status.DigestMismatch;
        uint check = BinaryPrimitives.ReadUInt32LittleEndian(frame.Slice(checkAt));
        if (Crc32.Of(frame.Slice(0, checkAt)) != check) return Status.DigestMismatch;
        if (frame[0] != Version) return Status.NotSupported;

        FrameHeader read = default;
        FieldCursor fields = FieldCursor.Reader(frame);
        read.Visit(ref fields);
        bool isWellFormed = !fields.Failed && read.Kind != 0 && read.PayloadBytes == checkAt - FrameHeader.Bytes
            && read.PayloadBytes <= PayloadBytesMax;
        if (!isWellFormed) return Status.InvalidArgument;
        header = read;
        header.Check = check;
        payload = frame.Slice(FrameHeader.Bytes, read.PayloadBytes);
        return Status.Ok;
    }
}
