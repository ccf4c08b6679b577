namespace Nf.Runtime;

/// <summary>
/// Initialisers of globals and offsets of active segments (core specification 3.3.8.2). Imported globals do not exist in nf,
/// so global.get has nothing it may refer to here: what is left are constants, and what can be computed of them.
/// </summary>
public static partial class ConstantExpression
{
    /// <summary>Reads the expression at the reader, and leaves the reader behind its end. O(its bytes).</summary>
    /// <param name="reader">Fails when there is none, or one of another type.</param>
    /// <param name="expected">The type it must have.</param>
    /// <returns>
    /// Its value, as in <see cref="Instruction.Constant"/>; of a reference its cell, see <see cref="WasmType"/>, whose function is not checked.
    /// </returns>
    public static ulong Read(ref WasmReader reader, WasmType expected)
    {
        Instruction.Read(ref reader, out Instruction constant);
        ulong value = constant.Constant;
        WasmType found = constant.Opcode switch
        {
            Opcode.I32Const => WasmType.I32,
            Opcode.I64Const => WasmType.I64,
            Opcode.F32Const => WasmType.F32,
            Opcode.F64Const => WasmType.F64,
            _ => WasmType.None,
        };
        TakeReference(in constant, ref found, ref value);
        if (found != expected) reader.FailMismatch(constant.Offset, LoadDetail.ConstantExpression, (uint)expected, (uint)found);

        Instruction.Read(ref reader, out Instruction next);
        if (next.Opcode == Opcode.End) return value;
        bool extended = next.Opcode is >= Opcode.I32Const and <= Opcode.F64Const or Opcode.GlobalGet;
        if (reader.TakesExtendedConstants) Compute(ref reader, expected, in next, ref value);
        else if (extended) reader.FailFeature(next.Offset, WasmFeature.ExtendedConstants);
        else reader.FailAt(next.Offset, Status.InvalidModule, LoadDetail.ConstantExpression);
        return value;
    }

    // Both: ConstantExpression.Ahead.cs.
    static partial void TakeReference(in Instruction constant, ref WasmType type, ref ulong value);

    static partial void Compute(ref WasmReader reader, WasmType type, in Instruction second, ref ulong value);
}
