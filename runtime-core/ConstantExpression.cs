namespace Nf.Runtime;

/// <summary>
/// Initialisers of globals and offsets of active segments (core specification 3.3.8.2). Imported globals do not exist in nf,
/// so global.get has nothing it may refer to here: what is left is one constant.
/// </summary>
public static class ConstantExpression
{
    /// <summary>Reads the expression at the reader, and leaves the reader behind its end. O(1).</summary>
    /// <param name="reader">Fails when there is none, or one of another type.</param>
    /// <param name="expected">The type it must have.</param>
    /// <returns>Its value, as in <see cref="Instruction.Constant"/>.</returns>
    public static ulong Read(ref WasmReader reader, WasmType expected)
    {
        Instruction.Read(ref reader, out Instruction constant);
        WasmType found = constant.Opcode switch
        {
            Opcode.I32Const => WasmType.I32,
            Opcode.I64Const => WasmType.I64,
            Opcode.F32Const => WasmType.F32,
            Opcode.F64Const => WasmType.F64,
            _ => WasmType.None,
        };
        if (found != expected) reader.FailMismatch(constant.Offset, LoadDetail.ConstantExpression, (uint)expected, (uint)found);

        Instruction.Read(ref reader, out Instruction end);
        if (end.Opcode == Opcode.End) return constant.Constant;
        bool extended = end.Opcode is >= Opcode.I32Const and <= Opcode.F64Const or Opcode.GlobalGet;
        if (extended) reader.FailFeature(end.Offset, WasmFeature.ExtendedConstants);
        else reader.FailAt(end.Offset, Status.InvalidModule, LoadDetail.ConstantExpression);
        return 0;
    }
}
