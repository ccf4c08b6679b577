using System;

namespace Nf.Runtime;

/// <summary>One instruction of a function body with its immediates. 32 bytes.</summary>
/// <remarks>Source: WebAssembly core specification 5.4 (instructions).</remarks>
public partial struct Instruction
{
    /// <summary><see cref="BlockType"/> of a block without parameters and results.</summary>
    public const byte EmptyBlock = 0x40;

    // What stands behind each opcode from 0x00 to 0x44. Those from 0x45 to 0xC4 have nothing behind them.
    //   .  nothing                    x  an index                        y  two indices
    //   b  block type                 t  labels of a br_table            m  alignment and offset of a memory access
    //   z  the memory's index, 0      1  i32   2  i64   3  f32   4  f64
    //   E  exceptions   F  typed function references   R  reference types   ?  no instruction
    private static ReadOnlySpan<byte> Immediates =>
        "..bbb.EEEEE.xxt."u8 + // 00 unreachable … return
        "xyxyFF??EE..R??E"u8 + // 10 call … select with a type
        "xxxxxRR?mmmmmmmm"u8 + // 20 local.get … i32.load16_u
        "mmmmmmmmmmmmmmmz"u8 + // 30 i64.load8_s … memory.size
        "z1234"u8; //             40 memory.grow … f64.const

    // The same for the instructions behind the prefix 0xFC; i: an index, then the memory's index; c: the memory's index twice.
    private static ReadOnlySpan<byte> PrefixedImmediates => "........ixczyxyRRR"u8;

    /// <summary>What it is; the value is usable only when the reader did not fail.</summary>
    public Opcode Opcode;

    /// <summary>
    /// For block, loop and if: <see cref="EmptyBlock"/>, or the byte of the one result's <see cref="WasmType"/>, or 0 when the type is that
    /// of <see cref="Index"/>. For ref.null and select with a type: that type.
    /// </summary>
    public byte BlockType;

    /// <summary>Byte offset of its opcode in the module.</summary>
    public int Offset;

    /// <summary>
    /// Its index: of a local, global, function, label, table, data segment or element segment; of the type for call_indirect,
    /// return_call_indirect and blocks; of the destination table for table.copy. For select with types their number.
    /// </summary>
    public uint Index;

    /// <summary>Its second index: of the table for call_indirect, return_call_indirect, table.init, and the source of table.copy.</summary>
    public uint SecondIndex;

    /// <summary>The value of a constant: i32 and f32 in the low half, the high half zero; floats as their bits.</summary>
    public ulong Constant;

    /// <summary>For a memory access: the alignment's exponent.</summary>
    public readonly uint Align => Index;

    /// <summary>For a memory access: the offset that is added to the address.</summary>
    public readonly uint MemoryOffset => SecondIndex;

    /// <summary>For br_table: number of labels without the default, which follows them.</summary>
    public readonly uint LabelCount => Index;

    /// <summary>For block, loop and if: byte offset of the type.</summary>
    public readonly int BlockTypeOffset => (int)SecondIndex;

    /// <summary>For br_table: byte offset of the first label (an unsigned LEB128 each).</summary>
    public readonly int LabelsOffset => (int)SecondIndex;

    /// <summary>Reads the instruction at the reader, and leaves the reader behind it. O(bytes). Indices are not checked.</summary>
    /// <param name="reader">Fails when there is no instruction, or one of a feature that nf does not take.</param>
    /// <param name="instruction">The instruction; usable only when the reader did not fail.</param>
    public static void Read(ref WasmReader reader, out Instruction instruction)
    {
        instruction = default;
        instruction.Offset = reader.Position;
        byte code = reader.ReadByte();
        instruction.Opcode = (Opcode)code;
        if (code is >= (byte)Opcode.I32Eqz and <= (byte)Opcode.I64Extend32S) return;
        if (code <= (byte)Opcode.F64Const) instruction.ReadImmediates(ref reader, Immediates[code]);
        else instruction.ReadPrefixed(ref reader, code);
    }

    private void ReadImmediates(ref WasmReader reader, byte kind)
    {
        switch (kind)
        {
            case (byte)'.': break;
            case (byte)'x': Index = reader.ReadU32(); break;
            case (byte)'y': Index = reader.ReadU32(); SecondIndex = reader.ReadU32(); break;
            case (byte)'b': ReadBlockType(ref reader); break;
            case (byte)'t': ReadLabels(ref reader); break;
            case (byte)'m': ReadMemoryAccess(ref reader); break;
            case (byte)'z': ReadMemoryIndex(ref reader); break;
            case (byte)'i': Index = reader.ReadU32(); ReadMemoryIndex(ref reader); break;
            case (byte)'c': ReadMemoryIndex(ref reader); ReadMemoryIndex(ref reader); break;
            case (byte)'1': Constant = (uint)reader.ReadSigned(32); break;
            case (byte)'2': Constant = (ulong)reader.ReadSigned(64); break;
            case (byte)'3': Constant = reader.ReadFixed(4); break;
            case (byte)'4': Constant = reader.ReadFixed(8); break;
            case (byte)'E': reader.FailFeature(Offset, WasmFeature.Exceptions); break;
            case (byte)'F': reader.FailFeature(Offset, WasmFeature.FunctionReferences); break;
            case (byte)'R': ReadOfReferences(ref reader); break;
            default: reader.FailAt(Offset, Status.MalformedModule, LoadDetail.Opcode); break;
        }
    }

    private void ReadPrefixed(ref WasmReader reader, byte code)
    {
        WasmFeature feature = FeatureOf(code);
        uint number = code is 0xFB or 0xFC or 0xFD or 0xFE ? reader.ReadU32() : 0;
        if (reader.Failed) return;
        if (code == 0xFC && number < (uint)PrefixedImmediates.Length)
        {
            Opcode = (Opcode)(0xFC00 | number);
            ReadImmediates(ref reader, PrefixedImmediates[(int)number]);
            return;
        }

        if (code == 0xFD && number >= 0x100) feature = WasmFeature.RelaxedSimd;
        if (code == 0xFC && number is >= 19 and <= 22) feature = WasmFeature.WideArithmetic;
        if (feature == WasmFeature.None) reader.FailAt(Offset, Status.MalformedModule, LoadDetail.Opcode);
        else if (feature == WasmFeature.ReferenceTypes) ReadOfReferences(ref reader);
        else reader.FailFeature(Offset, feature);
    }

    private void ReadOfReferences(ref WasmReader reader)
    {
        if (reader.TakesReferences) ReadTaken(ref reader);
        else reader.FailFeature(Offset, WasmFeature.ReferenceTypes);
    }

    // Instruction.Ahead.cs.
    partial void ReadTaken(ref WasmReader reader);

    private static WasmFeature FeatureOf(byte code) => code switch
    {
        0xD0 or 0xD1 or 0xD2 => WasmFeature.ReferenceTypes,
        0xD3 or 0xFB => WasmFeature.GarbageCollection,
        0xD4 or 0xD5 or 0xD6 => WasmFeature.FunctionReferences,
        >= 0xE0 and <= 0xE6 => WasmFeature.StackSwitching,
        0xFD => WasmFeature.Simd,
        0xFE => WasmFeature.Threads,
        _ => WasmFeature.None,
    };

    // A signed number of 33 bits: an index when it is not negative, else a type's byte (core specification 5.4.1).
    private void ReadBlockType(ref WasmReader reader)
    {
        int at = reader.Position;
        long type = reader.ReadSigned(33);
        if (reader.Failed) return;
        Index = (uint)type;
        SecondIndex = (uint)at;
        if (type >= 0) return;
        byte code = reader.Position == at + 1 ? (byte)(type & 0x7F) : (byte)0;
        if (code == EmptyBlock || reader.TakesType(code)) BlockType = code;
        else reader.FailType(at, code);
    }

    private void ReadLabels(ref WasmReader reader)
    {
        Index = (uint)reader.ReadCount();
        SecondIndex = (uint)reader.Position;
        for (uint i = 0; i <= Index && !reader.Failed; i++) reader.ReadU32();
    }

    // With more than one memory, bit 6 of the alignment says that the memory's index follows.
    private void ReadMemoryAccess(ref WasmReader reader)
    {
        Index = reader.ReadU32();
        if (Index is >= 64 and < 128) reader.FailFeature(Offset, WasmFeature.MultipleMemories);
        SecondIndex = reader.ReadU32();
    }

    private static void ReadMemoryIndex(ref WasmReader reader)
    {
        int at = reader.Position;
        byte index = reader.ReadByte();
        if (index >= 0x80) reader.FailAt(at, Status.MalformedModule, LoadDetail.MemoryIndex);
        else if (index != 0) reader.FailFeature(at, WasmFeature.MultipleMemories);
    }
}
