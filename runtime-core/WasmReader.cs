using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// A cursor over a module's bytes that never leaves them. The first failure sticks: later reads give 0,
/// so a caller may read several values and look at <see cref="Failed"/> once.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public ref partial struct WasmReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _end;
    private LoadError _error;

    /// <summary>
    /// A cursor over <paramref name="bytes"/> from <paramref name="start"/> up to, not including, <paramref name="end"/>.
    /// </summary>
    public WasmReader(ReadOnlySpan<byte> bytes, int start, int end)
    {
        _bytes = bytes;
        _position = start;
        _end = end;
        _error = default;
    }

    /// <summary>Offset of the next byte in the whole module.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes up to the end.</summary>
    public readonly int BytesLeft => _end - _position;

    /// <summary>True when every byte was read.</summary>
    public readonly bool AtEnd => _position >= _end;

    /// <summary>True once a read failed.</summary>
    public readonly bool Failed => _error.Status != Status.Ok;

    /// <summary>The first failure, and where; all zero when there is none.</summary>
    public readonly LoadError Error => _error;

    /// <summary>True when references and more than one table may come; false in builds without an engine that takes them.</summary>
    internal readonly bool TakesReferences => Takes(ValidationRules.NoReferenceTypes);

    /// <summary>True when constants may be computed; false in builds without an engine that takes references.</summary>
    internal readonly bool TakesExtendedConstants => Takes(ValidationRules.NoExtendedConstants);

    private readonly bool Takes(ValidationRules rule)
    {
        bool takes = false;
        LookUp(rule, ref takes);
        return takes;
    }

    // WasmReader.Ahead.cs, in builds that have an engine for what only the ahead-of-time engine takes.
    readonly partial void LookUp(ValidationRules rule, ref bool takes);

    partial void Keep(ValidationRules rules);

    /// <summary>Refuses from here on, by the feature's name, what the rules do not allow.</summary>
    public void Restrict(ValidationRules rules) => Keep(rules);

    // Failing is rare and wanted in many places: one copy of the code each.

    /// <summary>Records a failure, unless one is recorded already.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fail(Status status, LoadDetail detail) => FailAt(_position, status, detail);

    /// <summary>Records a failure at an earlier position.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FailAt(int position, Status status, LoadDetail detail) => Fail(new LoadError(status, detail, position));

    /// <summary>Records that what stands at <paramref name="position"/> belongs to a feature that nf does not take.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FailFeature(int position, WasmFeature feature) =>
        Fail(new LoadError(Status.FeatureNotSupported, LoadDetail.Feature, position) { Feature = feature });

    /// <summary>Records an invalid module, with what was expected and what was found.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FailMismatch(int position, LoadDetail detail, uint expected, uint found) =>
        Fail(new LoadError(Status.InvalidModule, detail, position) { Expected = expected, Found = found });

    /// <summary>Records a limit, and what exceeds it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FailLimit(int position, LoadDetail detail, int limit, uint found) =>
        Fail(new LoadError(Status.LimitExceeded, detail, position) { Expected = (uint)limit, Found = found });

    /// <summary>Records a failure, unless one is recorded already.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fail(in LoadError error)
    {
        if (Failed) return;
        _error = error;
        _position = error.Offset;
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
        // Nearly all numbers in a module have one byte.
        if (!Failed && _position < _end && _bytes[_position] < 0x80) return _bytes[_position++];
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

    /// <summary>Reads a signed LEB128 (core specification 5.2.2).</summary>
    /// <param name="bits">Bits that the number may have: 32, 33 or 64. The bits of the last byte beyond them must repeat the sign.</param>
    public long ReadSigned(int bits)
    {
        long value = 0;
        for (int shift = 0; shift < bits; shift += 7)
        {
            byte part = ReadByte();
            if (Failed) return 0;
            bool more = (part & 0x80) != 0;
            int signed = (sbyte)(part << 1) >> 1;
            int bitsLeft = bits - shift;
            if (bitsLeft < 7 && (more || signed >> (bitsLeft - 1) is not (0 or -1))) break;
            if (!more) return value | (long)signed << shift;
            value |= (long)(part & 0x7F) << shift;
        }

        Fail(Status.MalformedModule, LoadDetail.Leb128);
        return 0;
    }

    /// <summary>Reads a number of <paramref name="bytes"/> bytes (at most 8), little-endian.</summary>
    public ulong ReadFixed(int bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes; i++) value |= (ulong)ReadByte() << (8 * i);
        return value;
    }

    /// <summary>Reads a count of items that each take at least one byte, so that a huge count fails at once.</summary>
    public int ReadCount()
    {
        uint count = ReadU32();
        if (!Failed && count > (uint)(_end - _position)) Fail(Status.TruncatedModule, LoadDetail.SectionSize);
        return Failed ? 0 : (int)count;
    }

    /// <summary>Reads an index into a space of <paramref name="count"/> things.</summary>
    public int ReadIndex(int count)
    {
        int at = _position;
        uint index = ReadU32();
        if (index >= (uint)count) FailMismatch(at, LoadDetail.Index, (uint)count, index);
        return (int)index;
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
        int at = _position;
        byte code = ReadByte();
        if (Failed) return WasmType.None;
        if (TakesType(code)) return (WasmType)code;
        FailType(at, code);
        return WasmType.None;
    }

    /// <summary>Whether <paramref name="code"/> is a value type that may come here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool TakesType(byte code) =>
        code is >= (byte)WasmType.F64 and <= (byte)WasmType.I32 || (TakesReferences && OperandTypes.IsReference(code));

    /// <summary>Records that <paramref name="code"/> at <paramref name="position"/> is not a type that nf takes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FailType(int position, byte code)
    {
        WasmFeature feature = FeatureOfType(code);
        if (feature == WasmFeature.None) FailAt(position, Status.MalformedModule, LoadDetail.Type);
        else FailFeature(position, feature);
    }

    private static WasmFeature FeatureOfType(byte code) => code switch
    {
        0x7B => WasmFeature.Simd,
        0x70 or 0x6F => WasmFeature.ReferenceTypes,
        0x69 or 0x74 => WasmFeature.Exceptions,
        0x63 or 0x64 => WasmFeature.FunctionReferences,
        0x77 or 0x78 or (>= 0x6A and <= 0x6E) or (>= 0x71 and <= 0x73) => WasmFeature.GarbageCollection,
        _ => WasmFeature.None,
    };
}
