using System;
using System.Buffers.Binary;

namespace Nf.FirmwareHost;

/// <summary>What stands before a package in its slot; written last, so that it is only there when all of the package is.</summary>
/// <remarks>
/// Little-endian: magic, sequence number, bytes of the package, its digest, its tag, CRC-32 of all that.
/// </remarks>
internal struct SlotHeader
{
    /// <summary>Bytes of a header on the medium.</summary>
    public const int Size = ChecksumOffset + Crc32.Bytes;

    private const uint Magic = 0x3153_666E; // "nfS1"; another format gets another number
    private const int SequenceOffset = 4;
    private const int BytesOffset = 8;
    private const int DigestOffset = 12;
    private const int TagOffset = DigestOffset + Sha256.DigestSize;
    private const int ChecksumOffset = TagOffset + Sha256.DigestSize;

    /// <summary>Which package this is: 1 for the first of the store, more for each later one; 0: there is none.</summary>
    public uint Sequence;

    /// <summary>What the package is.</summary>
    public PackageTicket Ticket;

    /// <summary>Writes the header. O(1).</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    public readonly void Encode(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SequenceOffset), Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(BytesOffset), Ticket.Bytes);
        ((ReadOnlySpan<byte>)Ticket.Digest).CopyTo(bytes.Slice(DigestOffset));
        ((ReadOnlySpan<byte>)Ticket.Tag).CopyTo(bytes.Slice(TagOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(ChecksumOffset), Crc32.Of(bytes.Slice(0, ChecksumOffset)));
    }

    /// <summary>Reads a header; one that is damaged or not there has sequence number 0. O(1).</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    /// <param name="packageBytesMax">Room in the slot.</param>
    public static SlotHeader Decode(scoped ReadOnlySpan<byte> bytes, uint packageBytesMax)
    {
        SlotHeader header = default;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(BytesOffset));
        bool isWhole = BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(ChecksumOffset)) == Crc32.Of(bytes.Slice(0, ChecksumOffset));
        if (!isWhole || length == 0 || length > packageBytesMax)
            return header;
        header.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(SequenceOffset));
        header.Ticket.Bytes = length;
        bytes.Slice(DigestOffset, Sha256.DigestSize).CopyTo(header.Ticket.Digest);
        bytes.Slice(TagOffset, Sha256.DigestSize).CopyTo(header.Ticket.Tag);
        return header;
    }
}
