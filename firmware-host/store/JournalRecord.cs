using System;
using System.Buffers.Binary;

namespace Nf.FirmwareHost;

/// <summary>Which package is to be booted. Everything that changes together stands in one record, so that a cut can't part it.</summary>
/// <remarks>
/// Packages are named by sequence numbers: a number whose package is gone names nothing, and never the one that took its place.
/// Little-endian: magic, generation, stable, trial, highest, boots, three zeros, CRC-32 of all that.
/// </remarks>
internal struct JournalRecord
{
    /// <summary>Bytes of a record on the medium; no more than the smallest program page.</summary>
    public const int Size = ChecksumOffset + Crc32.Bytes;

    /// <summary>In <see cref="Boots"/>: the trial is over, by order.</summary>
    public const byte BootsRejected = byte.MaxValue;

    private const uint Magic = 0x314A_666E; // "nfJ1"; another format gets another number
    private const int GenerationOffset = 4;
    private const int StableOffset = 8;
    private const int TrialOffset = 12;
    private const int HighestOffset = 16;
    private const int BootsOffset = 20;
    private const int ChecksumOffset = 24;

    /// <summary>The newest record has the highest; 0: there is no record.</summary>
    public uint Generation;

    /// <summary>The package to boot when none is on trial; 0: none yet.</summary>
    public uint Stable;

    /// <summary>The package that was activated last and not confirmed; 0: none.</summary>
    public uint Trial;

    /// <summary>The highest number that was ever activated.</summary>
    public uint Highest;

    /// <summary>How often <see cref="Trial"/> was booted.</summary>
    public byte Boots;

    /// <summary>Writes the record. O(1).</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    public readonly void Encode(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(GenerationOffset), Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(StableOffset), Stable);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(TrialOffset), Trial);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(HighestOffset), Highest);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(BootsOffset), Boots);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(ChecksumOffset), Crc32.Of(bytes.Slice(0, ChecksumOffset)));
    }

    /// <summary>Reads a record; one that is damaged or not there has generation 0. O(1).</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    public static JournalRecord Decode(scoped ReadOnlySpan<byte> bytes)
    {
        bool isWhole = BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(ChecksumOffset)) == Crc32.Of(bytes.Slice(0, ChecksumOffset));
        if (!isWhole)
            return default;
        return new JournalRecord
        {
            Generation = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(GenerationOffset)),
            Stable = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(StableOffset)),
            Trial = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(TrialOffset)),
            Highest = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(HighestOffset)),
            Boots = bytes[BootsOffset],
        };
    }
}
