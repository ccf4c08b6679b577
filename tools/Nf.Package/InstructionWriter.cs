using System;
using System.Buffers.Binary;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Writes an instruction that was read, in its shortest form.</summary>
internal static class InstructionWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="module">The module that it was read from: labels of a br_table stand there only.</param>
    public static void Write(WasmWriter writer, in Instruction instruction, ReadOnlySpan<byte> module)
    {
        Opcode opcode = instruction.Opcode;
        writer.Opcode(opcode);
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                WriteBlockType(writer, in instruction);
                break;
            case Opcode.Br or Opcode.BrIf or Opcode.Call or Opcode.ReturnCall or Opcode.DataDrop or Opcode.ElemDrop
                or (>= Opcode.LocalGet and <= Opcode.TableSet) or Opcode.RefFunc or (>= Opcode.TableGrow and <= Opcode.TableFill):
                writer.Unsigned(instruction.Index);
                break;
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect or Opcode.TableInit or Opcode.TableCopy
                or (>= Opcode.I32Load and <= Opcode.I64Store32):
                writer.Unsigned(instruction.Index);
                writer.Unsigned(instruction.SecondIndex);
                break;
            case Opcode.SelectTyped:
                writer.Unsigned(1);
                writer.Byte(instruction.BlockType);
                break;
            case Opcode.RefNull:
                writer.Byte(instruction.BlockType);
                break;
            case Opcode.BrTable:
                WriteLabels(writer, in instruction, module);
                break;
            case Opcode.MemorySize or Opcode.MemoryGrow or Opcode.MemoryFill:
                writer.Byte(0);
                break;
            case Opcode.MemoryCopy:
                writer.Byte(0);
                writer.Byte(0);
                break;
            case Opcode.MemoryInit:
                writer.Unsigned(instruction.Index);
                writer.Byte(0);
                break;
            case Opcode.I32Const:
                writer.Signed((int)instruction.Constant);
                break;
            case Opcode.I64Const:
                writer.Signed((long)instruction.Constant);
                break;
            case Opcode.F32Const:
                WriteFixed(writer, instruction.Constant, sizeof(uint));
                break;
            case Opcode.F64Const:
                WriteFixed(writer, instruction.Constant, sizeof(ulong));
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the instruction that gives a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">The value, as <see cref="ConstantExpression.Read"/> gives it.</param>
    public static void WriteConstant(WasmWriter writer, WasmType type, ulong value)
    {
        Instruction constant = new()
        {
            Opcode = type switch
            {
                WasmType.I32 => Opcode.I32Const,
                WasmType.I64 => Opcode.I64Const,
                WasmType.F32 => Opcode.F32Const,
                WasmType.F64 => Opcode.F64Const,
                _ => value == 0 ? Opcode.RefNull : Opcode.RefFunc,
            },
            BlockType = (byte)type,
            Constant = value,
            Index = (uint)(value - 1),
        };
        Write(writer, in constant, default);
    }

    private static void WriteBlockType(WasmWriter writer, in Instruction instruction)
    {
        if (instruction.BlockType != 0)
            writer.Byte(instruction.BlockType);
        else
            writer.Signed(instruction.Index);
    }

    private static void WriteLabels(WasmWriter writer, in Instruction instruction, ReadOnlySpan<byte> module)
    {
        writer.Unsigned(instruction.LabelCount);
        WasmReader labels = new(module, instruction.LabelsOffset, module.Length);
        for (uint i = 0; i <= instruction.LabelCount; i++)
            writer.Unsigned(labels.ReadU32());
    }

    private static void WriteFixed(WasmWriter writer, ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        writer.Raw(bytes[..size]);
    }
}
