using System;
using System.Buffers;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Writes what the binary format consists of; numbers in their shortest form (core specification 5.2.2).</summary>
internal sealed class WasmWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>How much was written.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>One byte.</summary>
    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>An unsigned LEB128 number.</summary>
    public void Unsigned(uint value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    /// <summary>A signed LEB128 number.</summary>
    public void Signed(long value)
    {
        // Bit 6 of the last byte is the sign.
        for (; value is < -64 or > 63; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)(value & 0x7F));
    }

    /// <summary>A vector of bytes: its length and they.</summary>
    public void Vector(ReadOnlySpan<byte> bytes)
    {
        Unsigned((uint)bytes.Length);
        Raw(bytes);
    }

    /// <summary>A section.</summary>
    public void Section(SectionId id, ReadOnlySpan<byte> content)
    {
        Byte((byte)id);
        Vector(content);
    }

    /// <summary>A custom section.</summary>
    public void Custom(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        WasmWriter section = new();
        section.Vector(name);
        section.Raw(content);
        Section(SectionId.Custom, section.Bytes);
    }

    /// <summary>An opcode, with its prefix if it has one.</summary>
    public void Opcode(Opcode opcode)
    {
        int value = (int)opcode;
        if (value > 0xFF)
        {
            Byte((byte)(value >> 8));
            Unsigned((uint)value & 0xFF);
        }
        else
        {
            Byte((byte)value);
        }
    }

    /// <summary>An instruction with one index.</summary>
    public void Indexed(Opcode opcode, uint index)
    {
        Opcode(opcode);
        Unsigned(index);
    }

    /// <summary>An i32.const or i64.const.</summary>
    public void Constant(Opcode opcode, long value)
    {
        Opcode(opcode);
        Signed(value);
    }
}
