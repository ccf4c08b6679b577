using System;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Writes element segments, each in its shortest form (core specification 5.5.12).</summary>
internal static class ElementWriter
{
    private const uint NotActive = 1;
    private const uint Stated = 2;
    private const uint Expressions = 4;

    /// <summary>Writes a segment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="functionIndex">Gives a function's index in the package.</param>
    public static void Write(WasmWriter writer, Segment segment, Func<uint, uint> functionIndex)
    {
        uint kind = KindOf(segment);
        writer.Unsigned(kind);
        if (kind is Stated or (Stated | Expressions))
            writer.Unsigned(segment.Table);
        if (segment.Mode == SegmentMode.Active)
            WriteOffset(writer, segment);
        if ((kind & (NotActive | Stated)) != 0)
            writer.Byte((kind & Expressions) != 0 ? segment.Type : (byte)0);
        writer.Unsigned((uint)segment.Functions.Length);
        foreach (uint function in segment.Functions)
        {
            if ((kind & Expressions) != 0)
                WriteExpression(writer, segment.Type, function == Segment.Null ? 0 : functionIndex(function) + 1ul);
            else
                writer.Unsigned(functionIndex(function));
        }
    }

    /// <summary>Writes where an active segment begins.</summary>
    public static void WriteOffset(WasmWriter writer, Segment segment)
    {
        writer.Constant(Opcode.I32Const, segment.Offset);
        writer.Opcode(Opcode.End);
    }

    private static uint KindOf(Segment segment)
    {
        bool isFunctions = segment.Type == (byte)WasmType.FuncRef;
        uint kind = isFunctions && !segment.Functions.Contains(Segment.Null) ? 0 : Expressions;
        return kind | segment.Mode switch
        {
            SegmentMode.Passive => NotActive,
            SegmentMode.Declared => NotActive | Stated,
            _ => segment.Table == 0 && isFunctions ? 0 : Stated,
        };
    }

    private static void WriteExpression(WasmWriter writer, byte type, ulong cell)
    {
        InstructionWriter.WriteConstant(writer, (WasmType)type, cell);
        writer.Opcode(Opcode.End);
    }
}
