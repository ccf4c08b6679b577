using System;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>An instruction that stands by itself, so that it can be changed, moved and copied into other modules.</summary>
internal struct FuzzInstruction(Opcode opcode)
{
    /// <summary>What it is.</summary>
    public Opcode Opcode = opcode;

    /// <summary>As <see cref="Instruction.BlockType"/>.</summary>
    public byte BlockType = opcode is Opcode.Block or Opcode.Loop or Opcode.If ? Instruction.EmptyBlock : (byte)0;

    /// <summary>As <see cref="Instruction.Index"/>; the alignment of a memory access.</summary>
    public uint Index;

    /// <summary>As <see cref="Instruction.SecondIndex"/>; the offset of a memory access.</summary>
    public uint Second;

    /// <summary>As <see cref="Instruction.Constant"/>.</summary>
    public ulong Constant;

    /// <summary>The labels of a br_table, the default last.</summary>
    public uint[]? Labels;

    /// <summary>An instruction with an index.</summary>
    public static FuzzInstruction At(Opcode opcode, uint index, uint second = 0) => new(opcode) { Index = index, Second = second };

    /// <summary>A constant.</summary>
    public static FuzzInstruction Const(WasmType type, ulong bits) => new(type switch
    {
        WasmType.I32 => Opcode.I32Const,
        WasmType.I64 => Opcode.I64Const,
        WasmType.F32 => Opcode.F32Const,
        _ => Opcode.F64Const,
    })
    { Constant = type is WasmType.I32 or WasmType.F32 ? (uint)bits : bits };

    /// <summary>The instruction at a cursor.</summary>
    public static FuzzInstruction Read(ref WasmReader reader, ReadOnlySpan<byte> bytes)
    {
        Instruction.Read(ref reader, out Instruction read);
        FuzzInstruction made = new(read.Opcode)
        {
            BlockType = read.BlockType,
            Index = read.Index,
            Second = read.SecondIndex,
            Constant = read.Constant,
        };
        if (read.Opcode != Opcode.BrTable || reader.Failed)
            return made;
        WasmReader labels = new(bytes, read.LabelsOffset, bytes.Length);
        made.Labels = new uint[read.LabelCount + 1];
        for (int i = 0; i < made.Labels.Length; i++)
            made.Labels[i] = labels.ReadU32();
        return made;
    }

    /// <summary>Writes it.</summary>
    public readonly void Write(WasmWriter writer)
    {
        writer.Opcode(Opcode);
        switch (Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                if (BlockType != 0)
                    writer.Byte(BlockType);
                else
                    writer.Signed(Index);
                break;
            case Opcode.Br or Opcode.BrIf or Opcode.Call or Opcode.ReturnCall or Opcode.DataDrop or Opcode.ElemDrop
                or (>= Opcode.LocalGet and <= Opcode.GlobalSet):
                writer.Unsigned(Index);
                break;
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect or Opcode.TableInit or Opcode.TableCopy or Opcode.MemoryInit
                or (>= Opcode.I32Load and <= Opcode.I64Store32):
                writer.Unsigned(Index);
                writer.Unsigned(Second);
                break;
            case Opcode.BrTable:
                writer.Unsigned((uint)Labels!.Length - 1);
                foreach (uint label in Labels)
                    writer.Unsigned(label);
                break;
            case Opcode.MemorySize or Opcode.MemoryGrow or Opcode.MemoryFill: writer.Byte(0); break;
            case Opcode.MemoryCopy: writer.Raw([0, 0]); break;
            case Opcode.I32Const: writer.Signed((int)Constant); break;
            case Opcode.I64Const: writer.Signed((long)Constant); break;
            case Opcode.F32Const: writer.Raw(BitConverter.GetBytes((uint)Constant)); break;
            case Opcode.F64Const: writer.Raw(BitConverter.GetBytes(Constant)); break;
            default: break;
        }
    }
}
