using System;

namespace Nf.Runtime;

/// <summary>References, and the sums, differences and products of the extended constant expressions.</summary>
public static partial class ConstantExpression
{
    /// <summary>Constants of an expression that may wait for their operator, at most.</summary>
    public const int OperandsMax = 16;

    static partial void TakeReference(in Instruction constant, ref WasmType type, ref ulong value)
    {
        if (constant.Opcode == Opcode.RefNull) type = (WasmType)constant.BlockType;
        if (constant.Opcode != Opcode.RefFunc) return;
        type = WasmType.FuncRef;
        value = constant.Index + 1ul;
    }

    // All of it has one type: operators take and give the same.
    static partial void Compute(ref WasmReader reader, WasmType type, in Instruction second, ref ulong value)
    {
        Span<ulong> operands = stackalloc ulong[OperandsMax];
        operands[0] = value;
        int count = 1;
        Instruction next = second;
        while (!reader.Failed && next.Opcode != Opcode.End)
        {
            if (IsConstant(next.Opcode, type)) Push(ref reader, operands, ref count, in next);
            else if (count > 1 && TryApply(next.Opcode, type, operands[count - 2], operands[count - 1], out ulong result)) operands[--count - 1] = result;
            else reader.FailAt(next.Offset, Status.InvalidModule, LoadDetail.ConstantExpression);
            Instruction.Read(ref reader, out next);
        }

        if (count != 1) reader.FailAt(next.Offset, Status.InvalidModule, LoadDetail.ConstantExpression);
        value = operands[0];
    }

    private static bool IsConstant(Opcode opcode, WasmType type) =>
        opcode == (type == WasmType.I32 ? Opcode.I32Const : Opcode.I64Const) && type is WasmType.I32 or WasmType.I64;

    private static void Push(ref WasmReader reader, scoped Span<ulong> operands, ref int count, in Instruction constant)
    {
        if (count == operands.Length) reader.FailLimit(constant.Offset, LoadDetail.Values, operands.Length, (uint)count + 1);
        else operands[count++] = constant.Constant;
    }

    private static bool TryApply(Opcode opcode, WasmType type, ulong left, ulong right, out ulong result)
    {
        result = opcode switch
        {
            Opcode.I32Add or Opcode.I64Add => left + right,
            Opcode.I32Sub or Opcode.I64Sub => left - right,
            _ => left * right,
        };
        if (type == WasmType.I32) result = (uint)result;
        return type == WasmType.I32
            ? opcode is Opcode.I32Add or Opcode.I32Sub or Opcode.I32Mul
            : type == WasmType.I64 && opcode is Opcode.I64Add or Opcode.I64Sub or Opcode.I64Mul;
    }
}
