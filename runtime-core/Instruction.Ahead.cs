namespace Nf.Runtime;

/// <summary>The instructions of reference types, whose immediates are these.</summary>
public partial struct Instruction
{
    partial void ReadTaken(ref WasmReader reader)
    {
        switch (Opcode)
        {
            case Opcode.RefIsNull: break;
            case Opcode.RefNull: ReadReferenceType(ref reader); break;
            case Opcode.SelectTyped: ReadOperandTypes(ref reader); break;
            default: Index = reader.ReadU32(); break;
        }
    }

    private void ReadReferenceType(ref WasmReader reader)
    {
        int at = reader.Position;
        BlockType = reader.ReadByte();
        if (!reader.Failed && !OperandTypes.IsReference(BlockType)) reader.FailType(at, BlockType);
    }

    private void ReadOperandTypes(ref WasmReader reader)
    {
        Index = (uint)reader.ReadCount();
        for (uint i = 0; i < Index && !reader.Failed; i++) BlockType = (byte)reader.ReadType();
    }
}
