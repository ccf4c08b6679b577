using System;
using System.Buffers.Binary;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>
/// A cursor over a script, which is read in place and never left. The first failure sticks: later reads give 0, so a caller may read
/// several values and look at <see cref="Failed"/> once.
/// </summary>
/// <remarks>
/// Little-endian, not aligned. A script is <see cref="Magic"/> and records. A record is the number of its bytes behind that number (u32),
/// kind (u8), slot of its instance (u8), number of the command (u32) and
/// <list type="bullet">
/// <item>of Invoke and Get: name (u16, bytes); of Invoke: arguments (u8, each type u8 and cell u64); <see cref="Expectation"/> (u8), then
/// of Results: patterns (u8, each type u8, match u8, cell u64), of Trap: the status (u8);</item>
/// <item>of Register: the name (u16, bytes);</item>
/// <item>of Uninstantiable: the trap's status (u8), then the module;</item>
/// <item>of Module, Malformed, Invalid and Unlinkable: the module, to the record's end.</item>
/// </list>
/// </remarks>
public ref struct ScriptReader
{
    /// <summary>The slot of a command about an instance that nothing makes.</summary>
    public const byte NoSlot = 0xFF;

    private readonly ReadOnlySpan<byte> _script;
    private int _position;
    private int _end;

    /// <summary>A cursor at the first record; <see cref="Failed"/> when the script does not begin with <see cref="Magic"/>.</summary>
    public ScriptReader(ReadOnlySpan<byte> script)
    {
        _script = script;
        Failed = script.Length < Magic.Length || !script.Slice(0, Magic.Length).SequenceEqual(Magic);
        _end = Failed ? script.Length : Magic.Length;
        _position = _end;
    }

    /// <summary>What a script begins with: its name and the layout's version.</summary>
    public static ReadOnlySpan<byte> Magic => "nfs\x01"u8;

    /// <summary>True once a read failed.</summary>
    public bool Failed { get; private set; }

    /// <summary>Offset of the next byte in the script.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes of the record that were not read.</summary>
    public readonly int Left => _end - _position;

    /// <summary>Goes to the next record, past whatever of this one was not read.</summary>
    /// <returns>False at the end and after a failure.</returns>
    public bool MoveNext()
    {
        if (!Failed) _position = _end;
        _end = _script.Length;
        if (Failed || _position == _end) return false;
        uint bytes = ReadU32();
        if (bytes > (uint)Left) Fail();
        if (!Failed) _end = _position + (int)bytes;
        return !Failed;
    }

    /// <summary>Records a failure.</summary>
    public void Fail() => Failed = true;

    /// <summary>Reads a byte. O(1).</summary>
    public byte ReadByte()
    {
        ReadOnlySpan<byte> bytes = Take(1);
        return Failed ? (byte)0 : bytes[0];
    }

    /// <summary>Reads 16 bits. O(1).</summary>
    public ushort ReadU16()
    {
        ReadOnlySpan<byte> bytes = Take(sizeof(ushort));
        return Failed ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    /// <summary>Reads 32 bits. O(1).</summary>
    public uint ReadU32()
    {
        ReadOnlySpan<byte> bytes = Take(sizeof(uint));
        return Failed ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Reads 64 bits. O(1).</summary>
    public ulong ReadU64()
    {
        ReadOnlySpan<byte> bytes = Take(sizeof(ulong));
        return Failed ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads a name: a 16-bit length and that many bytes.</summary>
    public ReadOnlySpan<byte> ReadName() => Take(ReadU16());

    /// <summary>Reads a pattern.</summary>
    public ValuePattern ReadPattern()
    {
        WasmType type = (WasmType)ReadByte();
        ValueMatch match = (ValueMatch)ReadByte();
        return new ValuePattern(type, match, ReadU64());
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) Fail();
        if (Failed) return default;
        int start = _position;
        _position += count;
        return _script.Slice(start, count);
    }
}
