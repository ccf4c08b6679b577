using System;

namespace Nf.Runtime;

/// <summary>
/// A cursor over a module's bytes that never leaves them. The first failure sticks: later reads give 0,
/// so a caller may read several values and look at <see cref="Failed"/> once.
/// </summary>
public ref struct WasmReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _end;
    private Status _status;
    private LoadDetail _detail;
    private int _nameOffset;

    /// <summary>
    /// A cursor over <paramref name="bytes"/> from <paramref name="start"/> up to, not including, <paramref name="end"/>.
    /// </summary>
    public WasmReader(ReadOnlySpan<byte> bytes, int start, int end)
    {
        _bytes = bytes;
        _position = start;
        _end = end;
        _status = Status.Ok;
        _detail = LoadDetail.None;
        _nameOffset = -1;
    }

    /// <summary>Offset of the next byte in the whole module.</summary>
    public readonly int Position => _position;

    /// <summary>True when every byte was read.</summary>
    public readonly bool AtEnd => _position >= _end;

    /// <summary>True once a read failed.</summary>
    public readonly bool Failed => _status != Status.Ok;

    /// <summary>The first failure, at the current position.</summary>
    public readonly LoadError Error => new(_status, _detail, _position, _nameOffset);

    /// <summary>Records a failure, unless one is recorded already.</summary>
    public void Fail(Status status, LoadDetail detail)
    {
        if (_status != Status.Ok) return;
        _status = status;
        _detail = detail;
    }

    /// <summary>Records a failure at an earlier position.</summary>
    public void FailAt(int position, Status status, LoadDetail detail)
    {
        if (_status != Status.Ok) return;
        _position = position;
        Fail(status, detail);
    }

    /// <summary>
    /// Records that the import whose entry starts at <paramref name="entry"/> is refused, see <see cref="LoadError.NameOffset"/>.
    /// </summary>
    public void FailImport(int entry, Status status, LoadDetail detail)
    {
        if (_status != Status.Ok) return;
        _nameOffset = entry;
        FailAt(entry, status, detail);
    }

    /// <summary>Narrows the cursor to the next <paramref name="size"/> bytes; <see cref="Leave"/> takes what is returned.</summary>
    public int Enter(uint size)
    {
        int outerEnd = _end;
        if (!Failed && size > (uint)(_end - _position)) Fail(Status.TruncatedModule, LoadDetail.SectionSize);
        if (!Failed) _end = _position + (int)size;
        return outerEnd;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave(int outerEnd) => _end = outerEnd;

    /// <summary>Reads one byte. O(1).</summary>
    public byte ReadByte()
    {
        if (Failed || _position >= _end)
        {
            Fail(Status.TruncatedModule, LoadDetail.SectionSize);
            return 0;
        }

        return _bytes[_position++];
    }

    /// <summary>Reads an unsigned LEB128 of at most 32 bits (core specification 5.2.2). At most five bytes.</summary>
    public uint ReadU32()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = ReadByte();
            if (Failed) return 0;
            if (shift == 28 && (part & 0xF0) != 0) break;
            value |= (uint)(part & 0x7F) << shift;
            if ((part & 0x80) == 0) return value;
        }

        Fail(Status.MalformedModule, LoadDetail.Leb128);
        return 0;
    }

    /// <summary>Skips a signed LEB128 of at most <paramref name="bits"/> bits (32 or 64), checking its length.</summary>
    public void SkipSigned(int bits)
    {
        int bytesMax = (bits + 6) / 7;
        for (int i = 0; i < bytesMax; i++)
        {
            byte part = ReadByte();
            if (Failed || (part & 0x80) == 0) return;
        }

        Fail(Status.MalformedModule, LoadDetail.Leb128);
    }

    /// <summary>Reads a signed LEB128 of at most 32 bits (core specification 5.2.2). At most five bytes.</summary>
    public int ReadS32()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = ReadByte();
            if (Failed) return 0;
            // The fifth byte holds four bits; the rest of it must repeat the sign.
            if (shift == 28 && part is not (<= 0x07 or (>= 0x78 and <= 0x7F))) break;
            value |= (uint)(part & 0x7F) << shift;
            if ((part & 0x80) != 0) continue;
            bool negative = (part & 0x40) != 0 && shift < 28;
            return (int)(negative ? value | uint.MaxValue << (shift + 7) : value);
        }

        Fail(Status.MalformedModule, LoadDetail.Leb128);
        return 0;
    }

    /// <summary>Reads a count of items that each take at least one byte, so that a huge count fails at once.</summary>
    public int ReadCount()
    {
        uint count = ReadU32();
        if (!Failed && count > (uint)(_end - _position)) Fail(Status.TruncatedModule, LoadDetail.SectionSize);
        return Failed ? 0 : (int)count;
    }

    /// <summary>Skips <paramref name="count"/> bytes.</summary>
    public void Skip(uint count)
    {
        if (!Failed && count > (uint)(_end - _position)) Fail(Status.TruncatedModule, LoadDetail.SectionSize);
        if (!Failed) _position += (int)count;
    }

    /// <summary>Reads a length and that many bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        uint length = ReadU32();
        int start = _position;
        Skip(length);
        return Failed ? default : _bytes.Slice(start, (int)length);
    }

    /// <summary>Reads a value type.</summary>
    public WasmType ReadType()
    {
        byte code = ReadByte();
        if (Failed) return WasmType.None;
        if (code is >= (byte)WasmType.F64 and <= (byte)WasmType.I32) return (WasmType)code;
        _position--;
        bool known = code is 0x7B or 0x70 or 0x6F;
        Fail(known ? Status.FeatureNotSupported : Status.MalformedModule, LoadDetail.Type);
        return WasmType.None;
    }
}
